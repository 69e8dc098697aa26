"""What every act on a case begins and ends with: the lock, and the way from one step to the next.

Each act takes `lock` first, asks a rule, writes, and records one Event. `move` is the only place where a step changes.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.models import Case, CaseStep, Step
from assembly.core.bank_holidays.selectors import working_days
from assembly.core.rules import ALLOWED, Ruling, refused

from . import clocks
from .steps import STEPS

CLOSED_WITH = ("closed_on", "outcome", "closed_because")


def lock(case: Case) -> Case:
    """Both sides and the Board write at once, so each waits for the other. Not joined: PostgreSQL locks one table."""
    return Case.objects.select_for_update().get(pk=case.pk)


def is_at(case: Case, *steps: Step, on: dt.date) -> Ruling:
    """The rule of every act that belongs to a step: two people who press at once do not both act."""
    if case.step_on(on) in steps:
        return ALLOWED
    return refused(
        f"This case is not at that step any more: it is at “{case.step_on(on).label}”. Look at it again."
    )


def current(case: Case) -> CaseStep:
    """The one that has not ended."""
    return CaseStep.objects.get(case=case, ended_on=None)


@dataclass(frozen=True, slots=True)
class Next:
    """Where a case goes: the step, and its last day where that is not reckoned from the length of the step."""

    step: Step
    due_on: dt.date | None = None


def begin(case: Case, step: Step, *, on: dt.date) -> CaseStep:
    """The first step of a case that was just made."""
    due_on = _due(Next(step), on)
    case.step, case.due_on = step, due_on
    case.save(update_fields=["step", "due_on"])
    return CaseStep.objects.create(case=case, step=step, begun_on=on, due_on=due_on)


def move(case: Case, to: Next, *, by: User | None, on: dt.date | None = None) -> CaseStep:
    """End the step of a locked case and begin the next one.

    Time to appeal that ran out by itself ended on its last day, and what followed it began on the day after.
    """
    on = on or timezone.localdate()
    ended = current(case)
    if case.step_on(on) != case.step:
        ended = _settle(case, ended)
    ended.ended_on, ended.ended_by = on, by
    ended.due_on, ended.left = (
        (case.due_on, None) if ended.left is not None else (ended.due_on, None)
    )
    ended.save(update_fields=["ended_on", "ended_by", "due_on", "left"])
    ended.pauses.filter(ended_on=None).update(ended_on=on)
    due_on = _due(to, on)
    case.step, case.due_on = to.step, due_on
    case.next_step, case.next_due_on = "", None
    case.save(update_fields=["step", "due_on", "next_step", "next_due_on", *CLOSED_WITH])
    return CaseStep.objects.create(case=case, step=to.step, begun_on=on, due_on=due_on)


def close(
    case: Case, outcome: Case.Outcome, *, by: User | None, on: dt.date, because: str = ""
) -> CaseStep:
    """Close a locked case. The database has the step, the day and the outcome together or not at all."""
    case.closed_on, case.outcome, case.closed_because = on, outcome, because
    return move(case, Next(Step.CLOSED), by=by, on=on)


def due_again(case: Case, due_on: dt.date | None) -> CaseStep:
    """Give the step of a locked case another last day; none while its clock is stopped. The case has the same day."""
    step = current(case)
    step.due_on = case.due_on = due_on
    step.save(update_fields=["due_on"])
    case.save(update_fields=["due_on"])
    return step


def now(case: Case, on: dt.date) -> CaseStep:
    """The step of this day for a page, which writes nothing down: of time to appeal that is over, what follows it."""
    if case.step_on(on) == case.step or case.due_on is None:
        return current(case)
    begun_on = case.due_on + dt.timedelta(days=1)
    return CaseStep(case=case, step=case.next_step, begun_on=begun_on, due_on=case.next_due_on)


def settle(case: Case, *, on: dt.date) -> CaseStep:
    """Write down what the clock did by itself, and give the step of now. Of a locked case."""
    found = current(case)
    return _settle(case, found) if case.step_on(on) != case.step else found


def _settle(case: Case, over: CaseStep) -> CaseStep:
    """Time to appeal has run out: the next step began on the day after."""
    if case.due_on is None:
        raise ValueError("Time to appeal without a last day.")
    over.ended_on = case.due_on
    over.save(update_fields=["ended_on"])
    follows = CaseStep.objects.create(
        case=case,
        step=case.next_step,
        begun_on=case.due_on + dt.timedelta(days=1),
        due_on=case.next_due_on,
    )
    case.step, case.due_on = case.next_step, case.next_due_on
    case.next_step, case.next_due_on = "", None
    case.save(update_fields=["step", "due_on", "next_step", "next_due_on"])
    return follows


def _due(to: Next, on: dt.date) -> dt.date | None:
    if to.due_on:
        return to.due_on
    days = STEPS[to.step].days
    return clocks.last_day(on, days, working_days()) if days else None
