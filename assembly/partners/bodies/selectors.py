"""A public body with those it followed."""

from assembly.partners.models import PublicBody


def with_predecessors(body: PublicBody) -> list[PublicBody]:
    """The body, and those whose record is shown under it; one query for each generation."""
    found, last = [body], [body]
    while last := list(PublicBody.objects.filter(successor__in=last)):
        found += last
    return found
