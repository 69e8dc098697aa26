"""How many responded, by kind: organisations, groups and people are counted apart and never added together."""

from collections.abc import Iterable, Mapping

from django.db.models import Count

from assembly.core.figures import in_words

from .models import Consultation, Response

Kind = Response.Kind
Counts = Mapping[Kind, int]
# As the sentence names them, in its order: plural and singular.
NAMES = {
    Kind.ORGANISATION: ("organisations", ""),
    Kind.GROUP: ("groups", ""),
    Kind.INDIVIDUAL: ("individuals", ""),
    Kind.OUTSIDE: ("organisations that are not members", "organisation that is not a member"),
}


def counts_by_kind(consultation: Consultation) -> Counts:
    return counts_of([consultation])[consultation.pk]


def counts_of(consultations: Iterable[Consultation]) -> dict[int, Counts]:
    """The same of many, in one query, by their keys."""
    found: dict[int, dict[Kind, int]] = {one.pk: dict.fromkeys(Kind, 0) for one in consultations}
    lines = (
        Response.objects.counting()
        .filter(consultation__in=found)
        .values_list("consultation", "kind")
        .annotate(number=Count("pk"))
        .order_by()
    )
    for consultation, kind, number in lines:
        found[consultation][Kind(kind)] = number
    return dict(found)


def counts_in_words(counts: Counts) -> str:
    """Write a sentence such as “3 organisations, 1 group and 5 individuals responded”."""
    said = [
        in_words(number, plural, one=singular)
        for kind, (plural, singular) in NAMES.items()
        if (number := counts.get(kind, 0))
    ]
    if not said:
        return "Nobody has responded yet."
    *first, last = said
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"{listed} responded."
