"""The sector in figures, counted from the rows of the public register.

Every organisation on the public register counts once in each table, save where it works in several districts or on
several themes: those tables say so. Money is Decimal and percentages are made of whole numbers; no float is involved.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Self

from django.db.models import Count, Exists, OuterRef, Q, Sum

from assembly.core import parts
from assembly.core.templatetags.assembly import pounds

from .classification import ActivityField, SectorRole
from .income import LOWEST
from .models import (
    District,
    FieldOfActivity,
    IncomeYear,
    Organisation,
    Profile,
    SectorEstimate,
    Theme,
)
from .register import ROLE_COLUMNS, UNKNOWN

PER_CENT = Decimal(100)
TENTH = Decimal("0.1")
NOTHING = Decimal(0)

PARTS = {
    "district": "Organisations by district",
    "theme": "Organisations by theme",
    "role": "Organisations by role in the sector",
    "field": "Organisations by field of activity",
    "form": "Organisations by legal form",
    "size": "Organisations by yearly income",
}


@dataclass(frozen=True, slots=True)
class SectorFigure:
    """One figure of a table: a code that stays the same between two snapshots, and its words."""

    key: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Band:
    """Organisations of one size that reported an amount, and their income together."""

    key: str
    label: str
    organisations: int
    income: Decimal


@dataclass(frozen=True, slots=True)
class People:
    """A sum of people or hours, and how many organisations gave a figure for it."""

    key: str
    label: str
    number: int
    organisations: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The whole sector map. `tables` are those of `PARTS`."""

    organisations: int
    members: int
    tables: Mapping[str, list[SectorFigure]]
    bands: list[Band] = field(default_factory=list)
    people: list[People] = field(default_factory=list)

    @property
    def income(self) -> Decimal:
        return sum((band.income for band in self.bands), NOTHING)

    @property
    def with_income(self) -> int:
        return sum(band.organisations for band in self.bands)

    def as_data(self) -> dict[str, Any]:
        """For JSON: a snapshot, or a file. Money is written as text."""
        return {
            "organisations": self.organisations,
            "members": self.members,
            **{
                part: [
                    {"key": line.key, "label": line.label, "organisations": line.number}
                    for line in lines
                ]
                for part, lines in self.tables.items()
            },
            "income": [
                {
                    "key": band.key,
                    "label": band.label,
                    "organisations": band.organisations,
                    "income": str(band.income),
                }
                for band in self.bands
            ],
            "people": [
                {
                    "key": one.key,
                    "label": one.label,
                    "number": one.number,
                    "organisations": one.organisations,
                }
                for one in self.people
            ],
        }

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Self:
        """Read a snapshot back; a table that did not exist when it was frozen is empty."""
        return cls(
            organisations=data["organisations"],
            members=data["members"],
            tables={
                part: [
                    SectorFigure(row["key"], row["label"], row["organisations"])
                    for row in data.get(part, [])
                ]
                for part in PARTS
            },
            bands=[
                Band(row["key"], row["label"], row["organisations"], Decimal(row["income"]))
                for row in data.get("income", [])
            ],
            people=[
                People(row["key"], row["label"], row["number"], row["organisations"])
                for row in data.get("people", [])
            ],
        )


def figures() -> Figures:
    """Count everything now: a fixed number of queries, however many organisations."""
    public = Organisation.objects.public()
    return Figures(
        organisations=public.count(),
        members=Organisation.objects.members().count(),
        tables={
            "district": _by(
                public, "districts__slug", District.objects.values_list("slug", "name")
            ),
            "theme": _by(public, "themes__slug", Theme.objects.values_list("slug", "name")),
            "role": _by_role(),
            "field": _by_field(),
            "form": _by(public, "legal_form", Organisation.LegalForm.choices),
            "size": _by(public, "income_band", _sizes()),
        },
        bands=_bands(),
        people=_people(),
    )


def kept_figures() -> Figures:
    """The figures of the page, counted again after every act that changes public pages."""
    return parts.kept("sector", figures)


def newest_years() -> Any:
    """The newest year that each organisation of the public register reported."""
    newer = IncomeYear.objects.filter(
        organisation=OuterRef("organisation"), ends_on__gt=OuterRef("ends_on")
    )
    return IncomeYear.objects.filter(
        ~Exists(newer), organisation__status__in=Organisation.PUBLIC
    ).order_by()


def share(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """Per cent with one place; nothing of nothing is nothing."""
    if not whole:
        return NOTHING
    return (Decimal(part) * PER_CENT / Decimal(whole)).quantize(TENTH, ROUND_HALF_UP)


def concentration(bands: Iterable[Band]) -> str:
    """The smallest number of bands, from the largest down, that holds at least half of the income, in a sentence."""
    bands = [band for band in bands if band.organisations]
    income = sum((band.income for band in bands), NOTHING)
    if not income:
        return "No organisation has reported an amount yet."
    organisations = sum(band.organisations for band in bands)
    number, held = 0, NOTHING
    for band in reversed(bands):
        number, held = number + band.organisations, held + band.income
        if held * 2 >= income:
            break
    return (
        f"The largest {share(number, organisations)}% of the organisations have "
        f"{share(held, income)}% of the income."
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One figure in a file or a comparison. `later` is None in a file."""

    part: str
    key: str
    label: str
    figure: int | Decimal
    unit: str = "organisations"


def rows(found: Figures) -> list[Row]:
    """Every figure in one list, for CSV and for comparing."""
    listed = [
        Row("The register", "organisations", "Organisations on the register", found.organisations),
        Row("The register", "members", "Members of the Assembly", found.members),
    ]
    for part, lines in found.tables.items():
        listed += [Row(PARTS[part], line.key, line.label, line.number) for line in lines]
    for band in found.bands:
        listed.append(Row("Reported income", band.key, band.label, band.organisations))
        listed.append(
            Row("Reported income", f"{band.key}-income", band.label, band.income, "pounds")
        )
    for one in found.people:
        listed.append(Row("People", one.key, one.label, one.number, one.key))
        listed.append(Row("People", f"{one.key}-from", f"{one.label}: given by", one.organisations))
    return listed


@dataclass(frozen=True, slots=True)
class Change:
    """One figure on two days; None where it was not counted. `shown` are the two figures and the difference."""

    part: str
    label: str
    unit: str
    before: int | Decimal | None
    after: int | Decimal | None

    @property
    def difference(self) -> int | Decimal:
        return (self.after or 0) - (self.before or 0)

    @property
    def shown(self) -> tuple[str, str, str]:
        sign = "+" if self.difference > 0 else ""
        return (
            self._write(self.before),
            self._write(self.after),
            f"{sign}{self._write(self.difference)}" if self.difference else "no change",
        )

    def _write(self, figure: int | Decimal | None) -> str:
        if figure is None:
            return "not counted"
        return pounds(figure) if self.unit == "pounds" else f"{figure:,}"


def compare(earlier: Figures, later: Figures) -> list[Change]:
    """Every figure of the later one beside that of the earlier; what only the earlier had stands at the end."""
    before = {(row.part, row.key): row for row in rows(earlier)}
    after = {(row.part, row.key): row for row in rows(later)}
    return [
        Change(
            part=row.part,
            label=row.label,
            unit=row.unit,
            before=before[place].figure if place in before else None,
            after=after[place].figure if place in after else None,
        )
        # Those of the later one in their order, then what it no longer has.
        for place, row in {
            **after,
            **{key: row for key, row in before.items() if key not in after},
        }.items()
    ]


@dataclass(frozen=True, slots=True)
class Estimates:
    """What others say of one measure, each with its rule; they are neither added nor averaged."""

    measure: str
    lines: list[SectorEstimate]


def estimates() -> list[Estimates]:
    by_measure: dict[str, list[SectorEstimate]] = {}
    for estimate in SectorEstimate.objects.all():
        by_measure.setdefault(estimate.get_measure_display(), []).append(estimate)
    return [Estimates(measure, lines) for measure, lines in by_measure.items()]


def _sizes() -> list[tuple[str, str]]:
    """Bands from the smallest up, and at the end those that gave none."""
    bands = Organisation.IncomeBand
    return [*((band.value, band.label) for band in bands if band), ("", "Not given")]


def _by(organisations: Any, column: str, labels: Iterable[tuple[str, str]]) -> list[SectorFigure]:
    counted = dict(
        organisations.order_by().values_list(column).annotate(number=Count("pk", distinct=True))
    )
    return [SectorFigure(key or UNKNOWN, str(label), counted.get(key, 0)) for key, label in labels]


def _by_role() -> list[SectorFigure]:
    public = Profile.objects.filter(organisation__status__in=Organisation.PUBLIC)
    counted = public.aggregate(
        **{column: Count("pk", filter=Q(**{column: True})) for column in ROLE_COLUMNS.values()}
    )
    return [
        SectorFigure(role.value, role.label, counted[ROLE_COLUMNS[role]]) for role in SectorRole
    ]


def _by_field() -> list[SectorFigure]:
    public = FieldOfActivity.objects.filter(organisation__status__in=Organisation.PUBLIC)
    counted = dict(public.order_by().values_list("field").annotate(number=Count("pk")))
    return [SectorFigure(one.value, one.label, counted.get(one.value, 0)) for one in ActivityField]


def _bands() -> list[Band]:
    found = newest_years().filter(amount__isnull=False).values("band")
    counted = {row["band"]: row for row in found.annotate(number=Count("pk"), income=Sum("amount"))}
    return [
        Band(
            band.value,
            band.label,
            counted[band.value]["number"] if band.value in counted else 0,
            counted[band.value]["income"] if band.value in counted else NOTHING,
        )
        for band in LOWEST
    ]


PEOPLE = {
    "staff": "People employed",
    "volunteers": "Volunteers",
    "volunteer_hours": "Hours of volunteers in a usual week",
}


def _people() -> list[People]:
    public = Profile.objects.filter(organisation__status__in=Organisation.PUBLIC)
    counted = public.aggregate(
        **{f"{name}_sum": Sum(name) for name in PEOPLE},
        **{f"{name}_from": Count(name) for name in PEOPLE},
    )
    return [
        People(name, label, counted[f"{name}_sum"] or 0, counted[f"{name}_from"])
        for name, label in PEOPLE.items()
    ]
