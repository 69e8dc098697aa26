"""Resources as lists show them."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from wagtail.models import PageQuerySet

from assembly.core.cards import Card
from assembly.core.hiding.selectors import hidden_pages

from .models import Audience, ResourceIndexPage, ResourcePage


def listed(library: ResourceIndexPage, chosen: Mapping[str, str]) -> PageQuerySet:
    """What anybody may read, in the order of titles. What is for everybody is for each of the others too."""
    found = _public().child_of(library)
    if need := chosen.get("need"):
        found = found.filter(need=need)
    if audience := chosen.get("audience"):
        found = found.filter(audience__in=[audience, Audience.EVERYBODY])
    return found


def resources_for(need: str) -> PageQuerySet:
    """What there is to read on a need."""
    return _public().filter(need=need)


def cards(resources: Iterable[ResourcePage], *, with_need: bool = False) -> list[Card]:
    """Each for whom it is, and in a list of several needs what it helps with."""
    return [
        Card(
            heading=one.title,
            url=one.url,
            text=one.summary,
            meta=one.get_audience_display(),
            tag=one.get_need_display() if with_need else "",
            colour="teal",
        )
        for one in resources
    ]


def _public() -> PageQuerySet:
    shown = ResourcePage.objects.live().public().exclude(pk__in=hidden_pages(timezone.now()))
    return shown.order_by("title", "pk")
