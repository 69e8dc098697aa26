"""The register as a list and as a file: what `visible` allows of each listed case, in one line."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from assembly.compact.cases import visible
from assembly.compact.cases.selectors import with_names
from assembly.compact.models import Case, Cited, Conclusion
from assembly.core.key_pages import KeyPage, Order, key_page
from assembly.core.templatetags.assembly import short_day

from .filters import ENDED, Filters, matching, with_overdue

PER_PAGE = 50
AT_ONCE = 500
NEWEST_FIRST = Order("acknowledged_on", dt.date.fromisoformat, descending=True)
HEADER = (
    "Reference",
    "Address",
    "About",
    "Undertakings",
    "Acknowledged on",
    "Step",
    "Last day of the step",
    "Overdue",
    "Outcome",
    "Ended on",
    "Finding public from",
    "Raised by",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One case as everybody reads it in a list."""

    case: Case
    about: str
    undertakings: str
    step: str
    due: str
    is_overdue: bool
    outcome: str


def with_public_facts(cases: QuerySet[Case], on: dt.date) -> QuerySet[Case]:
    """With all that a line shows, in two queries more; of cases `with_step`."""
    cited = Cited.objects.select_related("undertaking__code", "edition")
    said = visible.public_conclusions(on).only("result", "cause", "cited")
    found = with_overdue(with_names(cases), on).annotate(is_retracted=visible.retracted())
    return found.prefetch_related(
        Prefetch("cites", cited),
        Prefetch("cites__conclusions", said, to_attr="public_conclusions"),
    )


def line_of(case: Any, on: dt.date) -> Line:
    """Of a case with its public facts."""
    due = case.due_day(on)
    return Line(
        case,
        str(case.respondent),
        ", ".join(str(one.undertaking) for one in case.cites.all()),
        case.step_on(on).label,
        _due(due, is_overdue=case.is_overdue),
        case.is_overdue,
        outcome_of(case, on),
    )


def _due(due: dt.date | None, *, is_overdue: bool) -> str:
    if due is None:
        return ""
    return f"Overdue since {short_day(due)}" if is_overdue else f"By {short_day(due)}"


def outcome_of(case: Any, on: dt.date) -> str:
    """“Settled informally”, “Found kept (C1), not kept (C2)”; nothing while the public does not know it."""
    if visible.has_public_finding(case, on):
        return "Finding retracted" if case.is_retracted else found_in_words(case)
    return dict(ENDED).get(case.outcome, "")


def found_in_words(case: Any) -> str:
    by_result: dict[str, list[str]] = {}
    for result, label in Conclusion.Result.choices:
        for cited in case.cites.all():
            if any(one.result == result for one in cited.public_conclusions):
                by_result.setdefault(label.lower(), []).append(cited.undertaking.number)
    if not by_result:
        return "Finding"
    if len(by_result) == 1:
        return f"Found {next(iter(by_result))}"
    said = ", ".join(f"{label} ({', '.join(numbers)})" for label, numbers in by_result.items())
    return f"Found {said}"


def page_of(
    chosen: Filters, asked: Mapping[str, str], on: dt.date
) -> tuple[KeyPage[Case], list[Line]]:
    found = with_public_facts(matching(chosen, on), on)
    page = key_page(found, NEWEST_FIRST, asked, per_page=PER_PAGE)
    return page, [line_of(case, on) for case in page]


def rows(chosen: Filters, on: dt.date) -> Iterator[list[Any]]:
    """For a file: some hundred cases are in memory at a time."""
    found = with_public_facts(matching(chosen, on), on).order_by(*NEWEST_FIRST.names)
    for case in found.iterator(chunk_size=AT_ONCE):
        line = line_of(case, on)
        yield [
            case.reference,
            case.get_absolute_url(),
            line.about,
            line.undertakings,
            case.acknowledged_on,
            line.step,
            case.due_day(on),
            "yes" if line.is_overdue else "",
            line.outcome,
            case.closed_on,
            case.public_from if visible.has_public_finding(case, on) else None,
            visible.complainant_shown(case, on),
        ]
