"""Resources as lists show them."""

from collections.abc import Mapping

from wagtail.models import PageQuerySet

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


def _public() -> PageQuerySet:
    return ResourcePage.objects.live().public().order_by("title", "pk")
