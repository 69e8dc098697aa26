"""By what the figures are split: kind of respondent, and within a kind by district, size or declared interest."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    Expression,
    F,
    IntegerField,
    OuterRef,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from assembly.consultations.models import Response
from assembly.membership.models import District, Organisation

KINDS = tuple(Response.Kind)
ORGANISATIONS = (Response.Kind.ORGANISATION,)
NONE, SEVERAL = 0, -1
EVERYBODY = ""


@dataclass(frozen=True, slots=True)
class Split:
    """`column` works out the category of a version that counts, reached by `path` from what is counted."""

    code: str
    label: str
    kinds: tuple[Response.Kind, ...]
    column: Callable[[str], Expression | F]
    names: Callable[[], dict[Any, str]]
    note: str = ""


def _district(path: str) -> Expression:
    """The one district of an organisation, or that it works in several: so each counts once."""
    of_it = Organisation.districts.through.objects.filter(
        organisation=OuterRef(f"{path}response__organisation")
    )
    how_many: Any = of_it.order_by().values("organisation").annotate(number=Count("pk"))
    number = Coalesce(Subquery(how_many.values("number")), 0)
    return Case(
        When(Exact(number, 0), then=Value(NONE)),
        When(Exact(number, 1), then=Subquery(of_it.values("district")[:1])),
        default=Value(SEVERAL),
        output_field=IntegerField(),
    )


def _districts() -> dict[Any, str]:
    named = dict(District.objects.order_by("name").values_list("pk", "name"))
    return named | {SEVERAL: "Several districts", NONE: "No district given"}


BY_KIND = Split(
    "", "Kind of respondent", KINDS, lambda path: Value(EVERYBODY), lambda: {EVERYBODY: ""}
)
SPLITS = {
    split.code: split
    for split in (
        BY_KIND,
        Split(
            "district",
            "District of the organisation",
            ORGANISATIONS,
            _district,
            _districts,
            "Member organisations, by the district in which they work.",
        ),
        Split(
            "size",
            "Size of the organisation",
            ORGANISATIONS,
            lambda path: F(f"{path}response__organisation__income_band"),
            lambda: {value: str(label) for value, label in _bands()},
            "Member organisations, by their yearly income.",
        ),
        Split(
            "interest",
            "Declared interest",
            KINDS,
            lambda path: F(f"{path}has_interest"),
            lambda: {
                True: "Declared an interest",
                False: "Declared none",
                None: "Never asked",
            },
            "By whether the respondent declares an interest in the outcome.",
        ),
    )
}


def _bands() -> list[tuple[str, str]]:
    """From the smallest on, and those that gave none at the end."""
    none, *bands = Organisation.IncomeBand.choices
    return [*bands, none]
