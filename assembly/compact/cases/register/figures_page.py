"""The page of figures and its file: by outcome, undertaking, respondent, time and cause."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils import timezone

from assembly.compact.models import VOLUNTARY, Conclusion, Step, Undertaking
from assembly.core import parts
from assembly.core.addresses import page_at
from assembly.core.filter_forms import FilterForm
from assembly.partners.models import PublicBody
from assembly.partners.scorecard.groups import grouped

from .causes import WITHHELD, ByCause, by_cause
from .figures import TIMED, One, Time, counted, counts, time_of
from .filters import ENDED, ORGANISATIONS, OUTCOMES, RETRACTED, address_of

HEADER = ("Table", "Row", "Column", "Figure")
EVERY = ""
_LABELS = {EVERY: "Cases", **dict(OUTCOMES)}
COLUMNS = (
    EVERY,
    *(result.value for result in Conclusion.Result),
    *(key for key, _ in ENDED),
    RETRACTED,
)


@dataclass(frozen=True, slots=True)
class Cell:
    label: str
    number: int
    url: str  # of its rows in the register; empty where there are none


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    heading: str
    first: str
    columns: list[str]
    lines: list[Row]


@dataclass(frozen=True, slots=True)
class Shown:
    """All figures of one period; those by cause are of all years."""

    tables: list[Table]
    times: list[tuple[str, Time]]
    causes: ByCause

    def rows(self) -> Iterator[Sequence[Any]]:
        """For a file. What is withheld on the page is withheld here."""
        for table in self.tables:
            for line in table.lines:
                for cell in line.cells:
                    yield table.heading, line.name, cell.label, cell.number
        for step, time in self.times:
            yield "Working days taken", step, "Cases", time.number
            yield "Working days taken", step, "Median", time.median
            yield "Working days taken", step, "Longest", time.longest
        for year, figures in self.causes.lines:
            for cause, figure in zip(self.causes.causes, figures, strict=True):
                yield "Cases by cause", year, cause, WITHHELD if figure is None else figure


class YearForm(FilterForm):
    """By GET."""

    year = forms.ChoiceField(label="Acknowledged in", required=False)

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(year), str(year)) for year in years]
        self.fields["year"].choices = [("", "Every year"), *named]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> int | None:
        return int(self.understood["year"] or 0) or None


def counted_today() -> list[One]:
    """Counted once for everybody, until the next act or midnight."""
    return parts.kept("compact.case-figures", lambda: counted(timezone.localdate()))


def _form(asked: Mapping[str, str], every: Iterable[One]) -> YearForm:
    return YearForm(asked, years=sorted({one.year for one in every}, reverse=True))


def shown_for(asked: Mapping[str, str], on: dt.date) -> Shown:
    every = counted_today()
    return shown(every, _form(asked, every).chosen, on)


def context_of(asked: Mapping[str, str], on: dt.date) -> dict[str, Any]:
    every = counted_today()
    form = _form(asked, every)
    year = form.chosen
    query = f"?{urlencode({'year': year})}" if year else ""
    return {
        "filters": form,
        "year": year,
        "shown": shown(every, year, on),
        "number": len(every),
        "files": [("These figures", f"{reverse('compact:case_figures_csv')}{query}", "CSV")],
        "voluntary": VOLUNTARY,
        "breadcrumbs": [("The Compact", page_at("compact")), ("Cases", reverse("compact:cases"))],
    }


def shown(every: list[One], year: int | None, on: dt.date) -> Shown:
    cases = [one for one in every if year in {None, one.year}]
    asked = {"year": str(year)} if year else {}
    return Shown(
        [
            _table("By outcome", "Outcome", [_row("Every case", cases, asked)]),
            _table("By undertaking", "Undertaking", _by_undertaking(cases, asked)),
            _table("By public body", "Public body", _by_body(cases, asked, on)),
        ],
        [*_times(cases)],
        by_cause(every),
    )


def _table(heading: str, first: str, lines: Iterable[Row]) -> Table:
    return Table(heading, first, [_LABELS[column] for column in COLUMNS], list(lines))


def _row(
    name: str, cases: Iterable[One], asked: Mapping[str, str], undertaking: int | None = None
) -> Row:
    numbers = counts(cases, COLUMNS, undertaking)
    return Row(
        name,
        [
            Cell(_LABELS[column], number, _rows_at(asked, column) if number else "")
            for column, number in zip(COLUMNS, numbers, strict=True)
        ],
    )


def _rows_at(asked: Mapping[str, str], outcome: str) -> str:
    query = urlencode({**asked, **({"outcome": outcome} if outcome else {})})
    return f"{reverse('compact:cases')}{f'?{query}' if query else ''}"


def _by_undertaking(cases: list[One], asked: Mapping[str, str]) -> Iterator[Row]:
    about: dict[int, list[One]] = {}
    for one in cases:
        for key in one.cited:
            about.setdefault(key, []).append(one)
    for undertaking in Undertaking.objects.filter(pk__in=about).select_related("code"):
        narrowed = {**asked, "undertaking": address_of(undertaking)}
        yield _row(str(undertaking), about[undertaking.pk], narrowed, undertaking.pk)


def _by_body(cases: list[One], asked: Mapping[str, str], on: dt.date) -> Iterator[Row]:
    """A body with those that it followed; voluntary organisations together."""
    against: dict[int | None, list[One]] = {}
    for one in cases:
        against.setdefault(one.body, []).append(one)
    for group in grouped(PublicBody.objects.order_by("name"), on):
        found = [one for key in group.keys for one in against.get(key, ())]
        if found:
            yield _row(group.head.name, found, {**asked, "body": group.head.slug})
    if others := against.get(None):
        yield _row("Voluntary organisations", others, {**asked, "body": ORGANISATIONS})


def _times(cases: list[One]) -> Iterator[tuple[str, Time]]:
    for step in TIMED:
        if time := time_of([days for one in cases for name, days in one.steps if name == step]):
            yield Step(step).label, time
    to_finding = [one.to_finding for one in cases if one.to_finding is not None]
    if time := time_of(to_finding):
        yield "From raised to finding", time
