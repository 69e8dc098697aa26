"""The figures of cases, counted from what `visible` lets everybody read. Six queries, however many cases there are."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils import timezone

from assembly.compact.cases import visible
from assembly.compact.models import Case, CaseStep, Cited, Conclusion, Finding, Pause, Step
from assembly.core.bank_holidays.calendar import A_DAY, WorkingDays
from assembly.core.bank_holidays.selectors import working_days

# Steps whose length says something: time to appeal lasts as long as it lasts.
TIMED = (
    Step.RECEIVED,
    Step.INFORMAL,
    Step.PANEL,
    Step.CORRECTION,
    Step.FINDING,
    Step.APPEAL,
    Step.FOLLOW_UP,
)


@dataclass(slots=True)
class One:
    """What is counted of a listed case."""

    year: int  # in which it was acknowledged
    body: int | None  # None: against a voluntary organisation
    cited: set[int] = field(default_factory=set)
    outcome: str = ""  # settled, withdrawn, not taken up; only where it ended so
    is_retracted: bool = False
    # With a finding that is public and not retracted: of each undertaking.
    results: dict[int, str] = field(default_factory=dict)
    causes: set[str] = field(default_factory=set)
    found_in: int | None = None  # the year in which its finding became public
    steps: list[tuple[str, int]] = field(default_factory=list)
    to_finding: int | None = None

    @property
    def is_not_kept(self) -> bool:
        return bool(set(self.results.values()) - {Conclusion.Result.KEPT})


def counted(on: dt.date) -> list[One]:
    found, raised = _cases(on)
    cites = Cited.objects.filter(case__in=Case.objects.listed(on).values("pk"))
    for case, undertaking in cites.order_by().values_list("case", "undertaking"):
        found[case].cited.add(undertaking)
    said = visible.public_conclusions(on).order_by()
    facts = ("finding__case", "cited__undertaking", "result", "cause", "finding__case__public_from")
    for case, undertaking, result, cause, public_from in said.values_list(*facts):
        one = found[case]
        one.results[undertaking], one.found_in = result, public_from.year
        if result != Conclusion.Result.KEPT:
            one.causes.add(cause)
    _times(found, raised, on)
    return list(found.values())


def _cases(on: dt.date) -> tuple[dict[int, One], dict[int, dt.date]]:
    listed = Case.objects.listed(on).annotate(is_retracted=visible.retracted()).order_by()
    found, raised = {}, {}
    for case in listed.only(
        "acknowledged_on", "against_body", "outcome", "public_from", "raised_at"
    ):
        is_found = visible.has_public_finding(case, on)
        ended = "" if is_found or case.outcome == Case.Outcome.FINDING else case.outcome
        assert case.acknowledged_on is not None  # noqa: S101 - it is listed
        found[case.pk] = One(
            case.acknowledged_on.year,
            case.against_body_id,
            outcome=ended,
            is_retracted=is_found and case.is_retracted,
        )
        raised[case.pk] = timezone.localdate(case.raised_at)
    return found, raised


class Ruler:
    """Working days between many days, from one walk over the calendar."""

    def __init__(self, first: dt.date, last: dt.date, calendar: WorkingDays) -> None:
        self._before, number, day = {first: 0}, 0, first
        while day < last:
            day += A_DAY
            number += calendar.include(day)
            self._before[day] = number

    def between(self, since: dt.date, until: dt.date) -> int:
        """As `WorkingDays.between` has it."""
        return max(0, self._before[until] - self._before[since])


def _times(found: dict[int, One], raised: dict[int, dt.date], on: dt.date) -> None:
    """How long each step that is over took, without the time for which its clock was stopped."""
    steps = _steps(on)
    first_findings = dict(
        Finding.objects.filter(decided_on__isnull=False, case__public_from__lte=on, is_appeal=False)
        .order_by()
        .values_list("case")
        .annotate(day=Max("decided_on"))
    )
    days = [day for _, _, _, begun_on, ended_on in steps for day in (begun_on, ended_on)]
    days += [*raised.values(), *first_findings.values(), on]
    pauses = _pauses(on)
    days += [day for each in pauses.values() for pair in each for day in pair]
    ruler = Ruler(min(days), max(days), working_days())
    for key, case, step, begun_on, ended_on in steps:
        stopped = sum(ruler.between(*pair) for pair in pauses.get(key, ()))
        found[case].steps.append((step, max(0, ruler.between(begun_on, ended_on) - stopped)))
    for case, day in first_findings.items():
        if case in found:
            found[case].to_finding = ruler.between(raised[case], day)


def _steps(on: dt.date) -> list[tuple[int, int, str, dt.date, dt.date]]:
    ended = CaseStep.objects.filter(
        ended_on__isnull=False, step__in=TIMED, case__in=Case.objects.listed(on).values("pk")
    )
    facts = ended.order_by().values_list("pk", "case", "step", "begun_on", "ended_on")
    return [(key, case, step, begun, end) for key, case, step, begun, end in facts if end]


def _pauses(on: dt.date) -> dict[int, list[tuple[dt.date, dt.date]]]:
    ended = Pause.objects.filter(
        ended_on__isnull=False, step__case__in=Case.objects.listed(on).values("pk")
    )
    found: dict[int, list[tuple[dt.date, dt.date]]] = {}
    for step, begun_on, ended_on in ended.order_by().values_list("step", "begun_on", "ended_on"):
        if ended_on:
            found.setdefault(step, []).append((begun_on, ended_on))
    return found


@dataclass(frozen=True, slots=True)
class Time:
    """Working days: in the middle, and the longest."""

    number: int
    median: int
    longest: int


def time_of(days: Collection[int]) -> Time | None:
    """The median of an even number of cases is between the two in the middle, a half rounded up."""
    if not days:
        return None
    ordered = sorted(days)
    middle = len(ordered) // 2
    low = ordered[middle] if len(ordered) % 2 else ordered[middle - 1]
    return Time(len(ordered), (low + ordered[middle] + 1) // 2, ordered[-1])


Counts = Callable[[One], bool]
# As the register's filter “outcome” has it; empty: every case.
COLUMNS: dict[str, Counts] = {
    "": lambda one: True,
    Case.Outcome.SETTLED: lambda one: one.outcome == Case.Outcome.SETTLED,
    Case.Outcome.WITHDRAWN: lambda one: one.outcome == Case.Outcome.WITHDRAWN,
    Case.Outcome.NOT_TAKEN_UP: lambda one: one.outcome == Case.Outcome.NOT_TAKEN_UP,
    "retracted": lambda one: one.is_retracted,
}


def counts(
    cases: Iterable[One], columns: Sequence[str], undertaking: int | None = None
) -> list[int]:
    """How many of these cases the register lists under each outcome; for one undertaking, what was found of it."""
    cases = list(cases)
    return [sum(_is(one, column, undertaking) for one in cases) for column in columns]


def _is(one: One, column: str, undertaking: int | None) -> bool:
    if known := COLUMNS.get(column):
        return known(one)
    if undertaking is not None:
        return one.results.get(undertaking) == column
    return column in one.results.values()
