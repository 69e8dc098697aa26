"""How many responded: of each kind apart, never added together."""

from collections.abc import Iterable, Mapping

from django.db.models import Count

from assembly.core.figures import in_words

from .models import Consultation, Response

# Plural and singular.
NAMES = {
    Response.Kind.ORGANISATION: ("member organisations", "member organisation"),
    Response.Kind.GROUP: ("groups of the Assembly", "group of the Assembly"),
    Response.Kind.INDIVIDUAL: ("individuals", "individual"),
    Response.Kind.OUTSIDE: ("other organisations", "other organisation"),
}


def by_kind(consultation: Consultation) -> dict[str, int]:
    return of_each([consultation])[consultation.pk]


def of_each(consultations: Iterable[Consultation]) -> dict[int, dict[str, int]]:
    """Of many consultations, by their keys, with one query."""
    none = dict.fromkeys(Response.Kind.values, 0)
    found = {one.pk: dict(none) for one in consultations}
    lines = (
        Response.objects.counting()
        .filter(consultation__in=found)
        .values_list("consultation", "kind")
        .annotate(number=Count("pk"))
        .order_by()
    )
    for consultation, kind, number in lines:
        found[consultation][kind] = number
    return found


def annotated(consultation: Consultation) -> dict[str, int]:
    """The same, of one that was fetched `with_counts`."""
    return {kind.value: getattr(consultation, f"answered_{kind}") for kind in Response.Kind}


def counted(numbers: Mapping[str, int]) -> str:
    """“12 member organisations and 340 individuals”; empty where nobody responded."""
    parts = [
        in_words(numbers[kind], plural, one=one)
        for kind, (plural, one) in NAMES.items()
        if numbers[kind]
    ]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def sentence(numbers: Mapping[str, int]) -> str:
    return f"{said} responded." if (said := counted(numbers)) else "Nobody has responded yet."
