"""Stop the clock of a step with a reason, restart it, and clear an “overdue” that was wrong."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import clocks, life, telling
from assembly.compact.cases.standing import Standing, standing
from assembly.compact.models import Case, CaseStep, Pause, Side
from assembly.core.bank_holidays.selectors import working_days
from assembly.core.clean_text import clean_line
from assembly.core.events import record

from . import rules

CLOCK_STOPPED = "compact/case_clock_stopped"


@transaction.atomic
def stop_clock(
    case: Case, reason: str, note: str = "", *, by: User, on: dt.date | None = None
) -> Pause:
    """From today nothing of the time of this step goes by. Everybody reads the reason, those in the case the note."""
    found, step = _found(case, by, on)
    case, on = found.case, found.on
    rules.may_stop(found, step, reason, note).enforce()
    assert step.due_on  # noqa: S101 - the rule has refused anything else
    step.left, step.due_on = clocks.left(step.due_on, on, working_days()), None
    step.save(update_fields=["left", "due_on"])
    pause = Pause.objects.create(
        step=step, reason=reason, note=clean_line(note).strip(), begun_on=on, begun_by=by
    )
    life.due_again(case, None)
    record("compact.case_clock_stopped", case, by=by, data={"reason": reason, "left": step.left})
    _tell(case, is_stopped=True, on=on)
    return pause


@transaction.atomic
def restart_clock(case: Case, *, by: User, on: dt.date | None = None) -> CaseStep:
    """It goes on with the working days that were left."""
    found, step = _found(case, by, on)
    case, on = found.case, found.on
    rules.may_restart(found, step).enforce()
    due_on = clocks.goes_on(on, step.left or 0, working_days())
    step.left = None
    step.save(update_fields=["left"])
    step.pauses.filter(ended_on=None).update(ended_on=on)
    step = life.due_again(case, due_on)
    record("compact.case_clock_restarted", case, by=by, data={"due": due_on})
    _tell(case, is_stopped=False, on=on)
    return step


@transaction.atomic
def clear_overdue(case: Case, because: str, *, by: User, on: dt.date | None = None) -> CaseStep:
    """The step was shown as overdue by mistake. The day and the reason stay with it."""
    found, step = _found(case, by, on)
    rules.may_clear(found, step, because).enforce()
    step.cleared_on, step.cleared_because = found.on, clean_line(because).strip()
    step.save(update_fields=["cleared_on", "cleared_because"])
    record("compact.case_overdue_cleared", found.case, by=by, data={"step": step.step})
    return step


def _found(case: Case, by: User, on: dt.date | None) -> tuple[Standing, CaseStep]:
    on = on or timezone.localdate()
    case = life.lock(case)
    step = life.settle(case, on=on)
    return standing(case, by, on), step


def _tell(case: Case, *, is_stopped: bool, on: dt.date) -> None:
    context = {"is_stopped": is_stopped, "due_on": case.due_on}
    for side in Side:
        if side == Side.COMPLAINANT or case.acknowledged_on:
            telling.tell_side(case, side, CLOCK_STOPPED, on=on, context=context)
