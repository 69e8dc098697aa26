"""Reads of the register: totals, the lists to choose from, and what a filter finds."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from operator import itemgetter
from typing import Any
from urllib.parse import urlencode

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from assembly.core.figures import in_words
from assembly.core.key_pages import Order
from assembly.core.money import read_money
from assembly.core.search.matching import narrowed
from assembly.core.search.reading import read
from assembly.core.templatetags.assembly import pounds, short_day
from assembly.membership.models import Organisation
from assembly.partners.bodies.selectors import with_predecessors
from assembly.partners.models import PublicBody

from . import figures, funders
from .models import Award, financial_year_name
from .recipients import organisation_named
from .search import AWARDS

ONE_PLACE = Decimal("0.1")
# As filters of the list are written in an address.
UNCLASSED = "none"
UNKNOWN = "unknown"
# More awards than these are listed and not added up, where a word or a recipient narrows the list.
MOST_ADDED_UP = 5_000


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
    register = figures.added_up().of_year(year)
    recipients, services = figures.different(year)
    return Headlines(
        recipients=recipients,
        services=services,
        **register.rows.aggregate(
            **register.figures,
            individuals=register.number(Q(to_individual=True)),
            out_of_county=figures.money(Q(in_county=False)),
            place_known=figures.money(Q(in_county__isnull=False)),
            infrastructure=figures.money(Q(category=Award.Category.INFRASTRUCTURE)),
            category_known=figures.money(~Q(category="")),
        ),
    )


def by_funder(year: int | None = None) -> list[Funder]:
    """Every funder with its departments, the largest first."""
    register = figures.added_up().of_year(year)
    departments: dict[str, list[TotalLine]] = {}
    for row in (
        register.rows.exclude(department_name="")
        .values("funder_org_id", "department_name")
        .annotate(**register.figures)
        .order_by(F("total").desc(), "department_name")
    ):
        funder, name = row["funder_org_id"], row["department_name"]
        line = _line(name, row, funder=funder, department=name, year=year)
        departments.setdefault(funder, []).append(line)
    names = funders.names(register.rows)
    return [
        Funder(
            _line(
                names[row["funder_org_id"]],
                row,
                funder=row["funder_org_id"],
                year=year,
            ),
            departments.get(row["funder_org_id"], []),
        )
        for row in register.rows.values("funder_org_id")
        .annotate(**register.figures)
        .order_by(F("total").desc(), "funder_org_id")
    ]


def by_year() -> list[TotalLine]:
    """Every financial year, the latest first."""
    register = figures.added_up()
    rows = register.rows.values("financial_year").annotate(**register.figures)
    return [
        _line(financial_year_name(row["financial_year"]), row, year=row["financial_year"])
        for row in rows.order_by("-financial_year")
    ]


def by_class(year: int | None = None) -> list[TotalLine]:
    """The three classes in their order, and what is not yet classed."""
    register = figures.added_up().of_year(year)
    rows = register.rows.values("award_class").annotate(**register.figures)
    found = {row["award_class"]: row for row in rows.order_by("award_class")}
    return [
        _line(label, found[value], award_class=value or UNCLASSED, year=year)
        for value, label in [*Award.Class.choices, ("", "Not yet classed")]
        if value in found
    ]


def _line(label: str, row: Mapping[str, Any], **filters: str | int | None) -> TotalLine:
    query = urlencode({name: value for name, value in filters.items() if value is not None})
    return TotalLine(label, row["awards"], row["total"], row["without_care"], query)


def totals_by_everything(year: int | None = None) -> list[dict[str, Any]]:
    """The finest table of totals: a line for each year, funder, department and class."""
    keys = ("financial_year", "funder_org_id", "department_name", "award_class")
    register = figures.added_up().of_year(year)
    rows = register.rows.values(*keys).annotate(**register.figures)
    names = funders.names(register.rows)
    lines = [{**row, "funder_name": names[row["funder_org_id"]]} for row in rows]
    return sorted(lines, key=itemgetter("financial_year", "funder_name", *keys[1:]))


@dataclass(frozen=True, slots=True)
class Apart:
    """Awards that are listed and not added up, by the reason; the sum is None where they are of several currencies."""

    label: str
    number: int
    total: Decimal | None
    query: str


def shown_apart(year: int | None = None) -> list[Apart]:
    """What the totals leave out, reason by reason."""
    register = figures.every().of_year(year)
    rows = figures.by_reason(register).exclude(**{figures.reason(register): ""})
    counts = {
        row[figures.reason(register)]: row
        for row in rows.annotate(number=register.number(), total=figures.money())
    }
    return [
        Apart(
            label,
            counts[value]["number"],
            None if value == Award.Apart.CURRENCY else counts[value]["total"],
            urlencode({"apart": value, **({"year": year} if year else {})}),
        )
        for value, label in Award.Apart.choices
        if value in counts
    ]


ORDERS = {
    "newest": Order("awarded_on", dt.date.fromisoformat, descending=True),
    "oldest": Order("awarded_on", dt.date.fromisoformat),
    "largest": Order("amount", read_money, descending=True),
    "smallest": Order("amount", read_money),
    "recipient": Order("recipient_name"),
}
PLACES = {"in": True, "out": False, UNKNOWN: None}


@dataclass(frozen=True, slots=True)
class Choices:
    """What the register can be narrowed to: only values that some award has."""

    funders: list[tuple[str, str]]
    departments: list[tuple[str, str]]
    years: list[tuple[str, str]]


def choices() -> Choices:
    awards = figures.every().rows.order_by()
    rows = list(awards.values("funder_org_id", "department_name", "financial_year").distinct())
    departments = sorted({row["department_name"] for row in rows} - {""})
    years = sorted({row["financial_year"] for row in rows}, reverse=True)
    names = funders.names(awards)
    return Choices(
        funders=sorted({**dict(_successors()), **names}.items(), key=lambda funder: str(funder[1])),
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


def order_of(filters: Mapping[str, Any]) -> Order:
    return ORDERS[filters.get("order") or "newest"]


def matching(filters: Mapping[str, Any]) -> QuerySet[Award]:
    """The awards that fit every filter given, in the order asked for."""
    awards = _narrowed(funders.every(), filters)
    if filters.get("recipient"):
        awards = awards.filter(recipient_org_id=filters["recipient"])
    if filters.get("q"):
        awards = narrowed(awards, AWARDS, read(filters["q"]))
    return awards.order_by(*order_of(filters).names)


def _narrowed(rows: QuerySet[Any], filters: Mapping[str, Any]) -> QuerySet[Any]:
    """Awards, or their kept totals, by the filters of which both know."""
    if filters.get("funder"):
        rows = rows.filter(funder_org_id__in=_with_those_it_followed(filters["funder"]))
    for name, lookup in (("department", "department_name"), ("year", "financial_year")):
        if filters.get(name):
            rows = rows.filter(**{lookup: filters[name]})
    if filters.get("award_class"):
        wanted = filters["award_class"]
        rows = rows.filter(award_class="" if wanted == UNCLASSED else wanted)
    if filters.get("place"):
        rows = rows.filter(in_county=PLACES[filters["place"]])
    if filters.get("apart"):
        rows = _apart(rows, filters["apart"])
    return rows


def _apart(rows: QuerySet[Any], reason: str) -> QuerySet[Any]:
    if rows.model is not Award:
        return rows.filter(apart=reason)
    if reason == Award.Apart.FUTURE:
        return rows.filter(apart="", awarded_on__gt=timezone.localdate())
    return rows.filter(apart=reason)


@dataclass(frozen=True, slots=True)
class Found:
    """How many awards a list adds up and both their totals, and how many more it shows without adding them up."""

    awards: int
    total: Decimal
    without_care: Decimal
    apart: int

    @property
    def listed(self) -> int:
        return self.awards + self.apart


def found_by(filters: Mapping[str, Any]) -> Found | None:
    """What the awards that fit come to; None where they are so many that adding them up would take long."""
    if filters.get("recipient") or filters.get("q"):
        some = matching(filters).order_by().values("pk")[: MOST_ADDED_UP + 1]
        found = come_to(Award.objects.filter(pk__in=some))
        return found if found.listed <= MOST_ADDED_UP else None
    added, every = figures.added_up(), figures.every()
    listed = every.narrowed(_narrowed(every.rows, filters))
    number = listed.rows.aggregate(number=listed.number())["number"]
    register = added.narrowed(_narrowed(added.rows, filters))
    counts = register.rows.aggregate(**register.figures)
    return Found(**counts, apart=number - counts["awards"])


def come_to(awards: QuerySet[Award]) -> Found:
    """The same of any awards, however long it takes."""
    awards = awards.order_by()
    register = figures.Register(awards.counted(), is_kept=False)  # type: ignore[attr-defined]
    counts = register.rows.aggregate(**register.figures)
    return Found(**counts, apart=awards.count() - counts["awards"])


def facts(award: Award) -> list[tuple[str, str]]:
    """What an award's page tells of it, as label and value."""
    rows = [
        ("Recipient", _recipient(award)),
        ("Funder", award.funder_known),
        ("Department", award.department_name),
        ("Amount", award.amount_shown),
        ("Not added into totals", award.apart_shown),
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
        ("Identifier", "" if award.to_individual else award.grant_id),
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
