"""A district with those it followed, by the clock: before their day a succession changes nothing."""

import datetime as dt

from .models import District


def with_predecessors(district: District, on: dt.date) -> list[District]:
    """The district, and those whose record is shown under it; one query for each generation."""
    found, last = [district], [district]
    while last := list(District.objects.filter(successor__in=last, ends_on__lt=on)):
        found += last
    return found


def heir_of(district: District, on: dt.date) -> District:
    """The district that replaces it on this day: itself if it has not ended or has no successor."""
    while district.successor and district.is_over(on):
        district = district.successor
    return district
