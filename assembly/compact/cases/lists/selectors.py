"""Cases for lists: the step of today, its last day, and whether that is over. Fixed numbers of queries."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from assembly.accounts.models import User
from assembly.compact.cases.selectors import (
    Sides,
    in_part,
    of_sides,
    sides_of,
    with_names,
    worked_on_by,
)
from assembly.compact.cases.standing import MAY_ASSIST, MAY_WORK
from assembly.compact.models import Case, CaseStep, PanelMember, Step
from assembly.core.key_pages import KeyPage, Order, key_page
from assembly.core.templatetags.assembly import short_day

PER_PAGE = 30
NEWEST_FIRST = Order("id", int, descending=True)
OPEN, CLOSED = "open", "closed"
DONE = (Step.CLOSED,)


def for_lists(cases: QuerySet[Case], on: dt.date) -> QuerySet[Case]:
    """With everything that a `Row` shows."""
    cleared = CaseStep.objects.filter(
        case=OuterRef("pk"), ended_on=None, cleared_on__isnull=False, due_on=OuterRef("due_on")
    )
    found: Any = with_names(cases)
    annotated: QuerySet[Case] = found.with_step(on).annotate(is_cleared=Exists(cleared))
    return annotated


@dataclass(frozen=True, slots=True)
class Row:
    """One case from `for_lists`, on a day."""

    case: Any
    on: dt.date
    who: str = ""

    @property
    def step(self) -> Step:
        return Step(self.case.step_now)

    @property
    def due_on(self) -> dt.date | None:
        due: dt.date | None = self.case.due_now
        return due

    @property
    def is_overdue(self) -> bool:
        """Not once somebody cleared it, unless the step has changed by itself since."""
        cleared = self.case.is_cleared and self.case.step_now == self.case.step
        return self.due_on is not None and self.due_on < self.on and not cleared

    @property
    def how(self) -> str:
        """The step and its last day, or how it ended."""
        if self.case.outcome:
            return f"{self.case.get_outcome_display()}, {short_day(self.case.closed_on)}"
        if self.due_on is None:
            return self.step.label
        if self.is_overdue:
            return f"{self.step.label}: overdue since {short_day(self.due_on)}"
        return f"{self.step.label}: by {short_day(self.due_on)}"


def narrowed(cases: QuerySet[Case], chosen: Mapping[str, Any]) -> QuerySet[Case]:
    if chosen.get("state") == OPEN:
        return cases.exclude(step__in=DONE)
    return cases.filter(step__in=DONE) if chosen.get("state") == CLOSED else cases


def page_of(
    sides: Sides, chosen: Mapping[str, Any], asked: Mapping[str, str], on: dt.date
) -> KeyPage[Case]:
    """Those in which somebody has a part, the newest first."""
    found = narrowed(in_part(sides.user, on, sides), chosen)
    return key_page(for_lists(found, on), NEWEST_FIRST, asked, per_page=PER_PAGE)


def rows_of(sides: Sides, cases: KeyPage[Case], on: dt.date) -> list[Row]:
    """With the part that this person has in each."""
    return [Row(case, on, part_of(sides, case)) for case in cases]


def part_of(sides: Sides, case: Case) -> str:
    if sides.is_complainant(case):
        return "Complainant"
    against = case.against_body_id in sides.bodies
    if against or case.against_organisation_id in sides.organisations:
        return "The other side"
    return "Compact Board"


def open_as_side(user: User, on: dt.date) -> tuple[Sides, QuerySet[Case]]:
    """Those in which somebody is on one of the two sides and that are not over, with for whom they act."""
    sides = sides_of(user, on)
    return sides, for_lists(of_sides(sides).exclude(step__in=DONE), on)


def open_worked_on(user: User, on: dt.date, sides: Sides) -> QuerySet[Case]:
    """Those on which somebody works; none, without a query, for nearly everybody."""
    office = user.has_perm(MAY_WORK) or user.has_perm(MAY_ASSIST)
    if not office and not PanelMember.objects.filter(person=user, left_at=None).exists():
        return Case.objects.none()
    return for_lists(worked_on_by(user, on, sides).exclude(step__in=DONE), on)


def overdue(on: dt.date) -> QuerySet[Case]:
    """Every open case whose last day is over, the longest first."""
    late = Q(due_now__lt=on) & (Q(is_cleared=False) | ~Q(step_now=F("step")))
    found: Any = for_lists(Case.objects.open(), on)
    late_cases: QuerySet[Case] = found.filter(late).order_by("due_now", "pk")
    return late_cases
