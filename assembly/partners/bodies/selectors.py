"""A public body with those it followed."""

import datetime as dt

from assembly.partners.models import PublicBody


def with_predecessors(body: PublicBody, on: dt.date) -> list[PublicBody]:
    """The body, and those whose record is shown under it from their end on; one query for each generation."""
    found, last = [body], [body]
    while last := list(PublicBody.objects.filter(successor__in=last, ended_on__lte=on)):
        found += last
    return found
