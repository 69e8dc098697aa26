"""What changes in the Compact, as an Atom feed: editions that were adopted, and what other subjects add."""

from collections.abc import Callable, Iterable, Iterator

from django.urls import reverse_lazy

from assembly.core.addresses import page_at
from assembly.core.feeds import MOST, Item, ItemFeed
from assembly.core.points import Point
from assembly.core.templatetags.assembly import short_day

from .models import Edition

# Each gives its newest, so many at most.
changes: Point[Callable[[int], Iterable[Item]]] = Point("what the feed of the Compact tells")


def editions(most: int) -> Iterator[Item]:
    """From the moment of publishing; the day on which one comes into force is said in it."""
    for edition in Edition.objects.adopted().order_by("-published_at")[:most]:
        if edition.published_at is None:
            raise ValueError("A published edition without its moment.")
        in_force = f"In force from {short_day(edition.in_force_from)}."
        yield Item(
            f"Adopted: {edition}",
            edition.get_absolute_url(),
            " ".join(filter(None, [in_force, edition.changes])),
            edition.published_at,
        )


class CompactFeed(ItemFeed):
    about = "The Compact"
    address = reverse_lazy("compact:feed")
    page = page_at("compact")

    def items(self) -> list[Item]:
        every = [item for source in changes for item in source(MOST)]
        return sorted(every, key=lambda one: one.at, reverse=True)[:MOST]
