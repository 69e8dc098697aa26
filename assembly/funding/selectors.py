"""Reads of the register: totals, the lists to choose from, and what a filter finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import urlencode

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import Case, CharField, Count, F, Max, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import pounds, short_day
from assembly.membership.models import Organisation
from assembly.partners.bodies.selectors import with_predecessors
from assembly.partners.models import PublicBody

from .models import Award, financial_year_name
from .money import MoneyField
from .recipients import organisation_named

NOTHING = Value(Decimal(0), output_field=MoneyField())
ONE_PLACE = Decimal("0.1")
# As filters of the list are written in an address.
UNCLASSED = "none"
UNKNOWN = "unknown"

# A recipient is known by its identifier, or by its name where a source gives none; an individual is nobody here.
RECIPIENT = NullIf(
    Coalesce(NullIf(F("recipient_org_id"), Value("")), F("recipient_name")), Value("")
)
# The same title for the same recipient, year after year, is one service or project.
SERVICE = Case(
    When(to_individual=False, then=Concat(RECIPIENT, Value(" · "), F("title"))),
    output_field=CharField(),
)
OUTSIDE_CARE = Q(residential_care=False)


def _sum(condition: Q | None = None) -> Coalesce:
    return Coalesce(Sum("amount", filter=condition), NOTHING)


# Both totals stand in every line: with residential and nursing care, and without.
FIGURES = {"awards": Count("pk"), "total": _sum(), "without_care": _sum(OUTSIDE_CARE)}


@dataclass(frozen=True, slots=True)
class TotalLine:
    """One line of a table of totals, and the address of the list of what it counts."""

    label: str
    awards: int
    total: Decimal
    without_care: Decimal
    query: str


@dataclass(frozen=True, slots=True)
class Funder:
    """A funder with a line for each of its departments; none if it names no department."""

    line: TotalLine
    departments: list[TotalLine]


@dataclass(frozen=True, slots=True)
class Headlines:
    """What the register comes to. Nothing here is typed in by anybody."""

    awards: int
    total: Decimal
    without_care: Decimal
    recipients: int
    services: int
    individuals: int
    out_of_county: Decimal
    place_known: Decimal
    infrastructure: Decimal
    category_known: Decimal

    @property
    def out_of_county_share(self) -> str:
        """Of the money whose recipient's place is known."""
        return share(self.out_of_county, self.place_known)

    @property
    def place_note(self) -> str:
        """Said only while the place of some recipients is not known."""
        if self.place_known == self.total:
            return ""
        return f"of the {pounds(self.place_known)} whose recipient's place is known"

    @property
    def infrastructure_share(self) -> str:
        """Of all the money, once any award has its category; an award without one counts as something else."""
        return share(self.infrastructure, self.total) if self.category_known else ""

    @property
    def individuals_note(self) -> str:
        if not self.individuals:
            return ""
        return f"and {in_words(self.individuals, 'awards')} to individuals"


def share(part: Decimal, whole: Decimal) -> str:
    """Write a part in per cent, to one decimal place: 0.5%. Empty where there is no whole."""
    return f"{(part * 100 / whole).quantize(ONE_PLACE, ROUND_HALF_UP)}%" if whole else ""


def headlines(year: int | None = None) -> Headlines:
    return Headlines(
        **Award.objects.in_pounds()
        .in_year(year)
        .aggregate(
            **FIGURES,
            recipients=Count(RECIPIENT, distinct=True),
            services=Count(SERVICE, distinct=True),
            individuals=Count("pk", filter=Q(to_individual=True)),
            out_of_county=_sum(Q(in_county=False)),
            place_known=_sum(Q(in_county__isnull=False)),
            infrastructure=_sum(Q(category=Award.Category.INFRASTRUCTURE)),
            category_known=_sum(~Q(category="")),
        )
    )


def by_funder(year: int | None = None) -> list[Funder]:
    """Every funder with its departments, the largest first."""
    awards = Award.objects.in_pounds().in_year(year)
    departments: dict[str, list[TotalLine]] = {}
    for row in (
        awards.exclude(department_name="")
        .values("funder_org_id", "department_name")
        .annotate(**FIGURES)
        .order_by(F("total").desc(), "department_name")
    ):
        funder, name = row["funder_org_id"], row["department_name"]
        line = _line(name, row, funder=funder, department=name, year=year)
        departments.setdefault(funder, []).append(line)
    return [
        Funder(
            _line(row["name"], row, funder=row["funder_org_id"], year=year),
            departments.get(row["funder_org_id"], []),
        )
        for row in awards.values("funder_org_id")
        .annotate(name=Max("funder_name"), **FIGURES)
        .order_by(F("total").desc(), "funder_org_id")
    ]


def by_year() -> list[TotalLine]:
    """Every financial year, the latest first."""
    rows = Award.objects.in_pounds().values("financial_year").annotate(**FIGURES)
    return [
        _line(financial_year_name(row["financial_year"]), row, year=row["financial_year"])
        for row in rows.order_by("-financial_year")
    ]


def by_class(year: int | None = None) -> list[TotalLine]:
    """The three classes in their order, and what is not yet classed."""
    rows = Award.objects.in_pounds().in_year(year).values("award_class").annotate(**FIGURES)
    found = {row["award_class"]: row for row in rows.order_by("award_class")}
    return [
        _line(label, found[value], award_class=value or UNCLASSED, year=year)
        for value, label in [*Award.Class.choices, ("", "Not yet classed")]
        if value in found
    ]


def _line(label: str, row: Mapping[str, Any], **filters: str | int | None) -> TotalLine:
    query = urlencode({name: value for name, value in filters.items() if value is not None})
    return TotalLine(label, row["awards"], row["total"], row["without_care"], query)


def totals_by_everything(year: int | None = None) -> QuerySet[Award, dict[str, Any]]:
    """The finest table of totals: a line for each year, funder, department and class."""
    keys = ("financial_year", "funder_name", "funder_org_id", "department_name", "award_class")
    awards = Award.objects.in_pounds().in_year(year).values(*keys)
    totals: QuerySet[Award, dict[str, Any]] = awards.annotate(**FIGURES).order_by(*keys)
    return totals


def in_other_currencies(year: int | None = None) -> int:
    return Award.objects.in_other_currencies().in_year(year).count()


ORDERS = {
    "newest": ("-awarded_on", "-id"),
    "oldest": ("awarded_on", "id"),
    "largest": ("-amount", "-id"),
    "smallest": ("amount", "id"),
    "recipient": ("recipient_name", "id"),
}
PLACES = {"in": True, "out": False, UNKNOWN: None}


@dataclass(frozen=True, slots=True)
class Choices:
    """What the register can be narrowed to: only values that some award has."""

    funders: list[tuple[str, str]]
    departments: list[tuple[str, str]]
    years: list[tuple[str, str]]


def choices() -> Choices:
    rows = list(
        Award.objects.values("funder_org_id", "department_name", "financial_year")
        .annotate(name=Max("funder_name"))
        .order_by("name")
    )
    departments = sorted({row["department_name"] for row in rows} - {""})
    years = sorted({row["financial_year"] for row in rows}, reverse=True)
    return Choices(
        funders=sorted(
            {**dict(_successors()), **{row["funder_org_id"]: row["name"] for row in rows}}.items(),
            key=lambda funder: str(funder[1]),
        ),
        departments=[(name, name) for name in departments],
        years=[(str(year), financial_year_name(year)) for year in years],
    )


def _successors() -> list[tuple[str, str]]:
    """Bodies that follow others: they can be chosen although no award names them yet."""
    ended = PublicBody.objects.filter(ended_on__lte=timezone.localdate()).values("successor")
    found = PublicBody.objects.filter(pk__in=ended).exclude(org_id="")
    return list(found.values_list("org_id", "name"))


def _with_those_it_followed(org_id: str) -> list[str]:
    """The identifiers of a funder and of the public bodies it followed; each award keeps the name of its own."""
    body = PublicBody.objects.filter(org_id=org_id).first()
    followed = with_predecessors(body, timezone.localdate()) if body else []
    return [org_id, *(one.org_id for one in followed if one.org_id)]


def matching(filters: Mapping[str, Any]) -> QuerySet[Award]:
    """The awards that fit every filter given, in the order asked for."""
    awards = Award.objects.all()
    if filters.get("funder"):
        awards = awards.filter(funder_org_id__in=_with_those_it_followed(filters["funder"]))
    for name, lookup in (
        ("department", "department_name"),
        ("year", "financial_year"),
        ("recipient", "recipient_org_id"),
    ):
        if filters.get(name):
            awards = awards.filter(**{lookup: filters[name]})
    if filters.get("award_class"):
        wanted = filters["award_class"]
        awards = awards.filter(award_class="" if wanted == UNCLASSED else wanted)
    if filters.get("place"):
        awards = awards.filter(in_county=PLACES[filters["place"]])
    for word in filters.get("q", "").split():
        awards = awards.containing(word)
    return awards.order_by(*ORDERS[filters.get("order") or "newest"])


def figures(awards: QuerySet[Award]) -> dict[str, Any]:
    """How many awards these are, and both totals of those in pounds."""
    found: dict[str, Any] = awards.in_pounds().order_by().aggregate(**FIGURES)  # type: ignore[attr-defined]
    return found


def facts(award: Award) -> list[tuple[str, str]]:
    """What an award's page tells of it, as label and value."""
    rows = [
        ("Recipient", _recipient(award)),
        ("Funder", award.funder_name),
        ("Department", award.department_name),
        ("Amount", award.amount_shown),
        ("Made on", f"{short_day(award.awarded_on)} (financial year {award.financial_year_name})"),
        ("Starts", short_day(award.starts_on)),
        ("Last day", short_day(award.ends_on)),
        ("Length", _length(award.months)),
        ("Class", award.class_shown),
        ("Monitoring category", award.get_category_display()),
        ("Residential or nursing care", "Yes" if award.residential_care else ""),
        ("Recipient in the county", {True: "Yes", False: "No", None: ""}[award.in_county]),
    ]
    return [(label, value) for label, value in rows if value]


def source_facts(award: Award) -> list[tuple[str, str]]:
    """Where an award comes from, so that anybody can look it up there."""
    rows = [
        ("File", award.source.file_name),
        ("Row", intcomma(award.source_row)),
        ("Loaded on", short_day(award.source.imported_at)),
        ("Identifier", award.grant_id),
        ("Whose data", award.source.attribution),
    ]
    return [(label, value) for label, value in rows if value]


def _recipient(award: Award) -> str:
    """The recipient, with the way to its page if it stands on the public register, and to its other awards."""
    if award.to_individual:
        return award.recipient_shown
    others = format_html(
        ' <a href="{}?{}">All its awards</a>',
        reverse("funding:award_list"),
        urlencode({"recipient": award.recipient_org_id}),
    )
    member = award.recipient
    if member and member.status in Organisation.PUBLIC:
        return format_html(
            '<a href="{}">{}</a>.{}', member.get_absolute_url(), award.recipient_name, others
        )
    if named := organisation_named(award):
        return format_html(
            '<a href="{}">{}</a> (matched by name only).{}',
            named.get_absolute_url(),
            award.recipient_name,
            others,
        )
    return format_html("{}.{}", award.recipient_name, others)


def _length(months: Decimal | None) -> str:
    if months is None:
        return ""
    number = f"{months.normalize():f}"
    return "1 month" if number == "1" else f"{number} months"
