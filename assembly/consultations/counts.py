"""How many responded: of each kind apart, never added together."""

from collections.abc import Mapping

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
    """Of one consultation, with one query."""
    of_this = Response.objects.counting().filter(consultation=consultation).order_by()
    found = dict(of_this.values_list("kind").annotate(number=Count("pk")))
    return {kind.value: found.get(kind.value, 0) for kind in Response.Kind}


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
