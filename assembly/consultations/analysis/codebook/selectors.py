"""The codebook as its screens show it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from assembly.consultations.models import Consultation, RaisedTheme


@dataclass(frozen=True, slots=True)
class Line:
    """A theme with how many readings use it, themselves or by what was merged into it."""

    theme: RaisedTheme
    place: int
    readings: int
    merged: list[RaisedTheme]


def in_use(consultation: Consultation) -> QuerySet[RaisedTheme]:
    """Those that were not merged into another, in their order."""
    return RaisedTheme.objects.filter(consultation=consultation, merged_into=None).order_by(
        "position", "pk"
    )


def resolved(themes: Iterable[RaisedTheme]) -> list[RaisedTheme]:
    """Each as what it counts for: itself, or the theme it was merged into; none twice."""
    return list(dict.fromkeys(one.merged_into or one for one in themes))


def lines(consultation: Consultation) -> list[Line]:
    """All themes in use, with one query."""
    every = list(
        RaisedTheme.objects.filter(consultation=consultation)
        .annotate(readings=Count("codings"))
        .order_by("position", "pk")
    )
    readings = {one.pk: one.readings for one in every}
    merged: dict[int | None, list[RaisedTheme]] = {}
    for one in every:
        merged.setdefault(one.merged_into_id, []).append(one)
    return [
        Line(
            one,
            place,
            sum(readings[each.pk] for each in [one, *merged.get(one.pk, [])]),
            merged.get(one.pk, []),
        )
        for place, one in enumerate(merged.get(None, []))
    ]
