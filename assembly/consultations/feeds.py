"""Published consultations as an Atom feed: all of them, or those of a body, on a theme, in a district."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from assembly.core.addresses import page_at
from assembly.core.calendars import scope_name
from assembly.core.feeds import MOST, Item, ItemFeed
from assembly.core.models import SiteSettings
from assembly.core.templatetags.assembly import short_day

from .changes import changed_at
from .finding import filters
from .finding.extended import extended_in_words
from .models import Consultation
from .models.records import ConsultationQuerySet


def _consultations(published: ConsultationQuerySet) -> Iterator[Item]:
    newest = published.order_by("-published_at", "-pk")[:MOST]
    for one, times in zip(newest, changed_at(newest).values(), strict=True):
        if one.published_at is None:
            raise ValueError("A published consultation without its moment.")
        changed = max([one.published_at, *times])
        yield Item(_title(one), one.get_absolute_url(), _text(one), one.published_at, changed)


def _answers(published: ConsultationQuerySet) -> Iterator[Item]:
    """The newest of each kind: responses, feedback, decisions, each at the first time that it was published."""
    for field, words, name, more in ANSWERED:
        newest = published.exclude(**{field: None}).order_by(f"-{field}", "-pk")[:MOST]
        for one in newest:
            slugs = [one.body.page.slug, one.page.slug, *more]
            url = reverse(f"consultations:{name}", args=slugs)
            at = getattr(one, field)
            yield Item(f"{words}: {_title(one)}", url, one.public_summary, at, at)


# Each with its first version: a correction is no news of its own.
ANSWERED: tuple[tuple[str, str, str, tuple[int, ...]], ...] = (
    ("responses_published_at", "Responses published", "published_list", ()),
    ("feedback_given_at", "We asked, you said, we did", "feedback_version", (1,)),
    ("decision_published_at", "Decision", "decision_version", (1,)),
)


def _title(one: Consultation) -> str:
    return f"{one.page.title} ({one.body.name})"


def _text(one: Consultation) -> str:
    if one.withdrawn_on:
        return f"Withdrawn on {short_day(one.withdrawn_on)}: {one.withdrawal_reason}"
    days = f"Open from {short_day(one.opens_on)} to {short_day(one.closes_on)}."
    return " ".join(filter(None, [one.public_summary, days, extended_in_words(one)]))


class ConsultationFeed(ItemFeed):
    about = "Consultations"
    address = reverse_lazy("consultations:feed")
    page = page_at("consultations")

    def items(self) -> Iterable[Item]:
        return self.newest_of(Consultation.objects.published())

    def newest_of(self, published: ConsultationQuerySet) -> Iterable[Item]:
        found = published.with_page().prefetch_related("extensions")
        every = [*_consultations(found), *_answers(found)]
        return sorted(every, key=lambda one: one.at, reverse=True)[:MOST]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A body, theme or district with its name."""

    kind: str
    slug: str
    name: str


class NarrowedFeed(ConsultationFeed):
    """The same of one body, theme or district; what the list narrowed to it shows."""

    kinds = ("body", "theme", "district")

    def get_object(self, request: HttpRequest, kind: str, slug: str) -> Narrowed:
        name = scope_name(kind, slug) if kind in self.kinds else None
        if name is None:
            raise Http404
        return Narrowed(kind, slug, name)

    def items(self, obj: Narrowed) -> Iterable[Item]:  # type: ignore[override]
        chosen = filters.Filters(**{obj.kind: obj.slug})
        return self.newest_of(filters.matching(chosen, timezone.localdate()))

    def title(self, obj: Narrowed) -> str:  # type: ignore[override]
        return f"{self.about}, {obj.name}: {SiteSettings.load().assembly_name}"

    def link(self, obj: Narrowed) -> str:  # type: ignore[override]
        return f"{settings.SITE_URL}{self.page}?{obj.kind}={obj.slug}"

    def feed_url(self, obj: Narrowed) -> str:  # type: ignore[override]
        address = reverse("consultations:feed_of", args=[obj.kind, obj.slug])
        return f"{settings.SITE_URL}{address}"

    def feed_guid(self, obj: Narrowed) -> str:  # type: ignore[override]
        return self.feed_url(obj)
