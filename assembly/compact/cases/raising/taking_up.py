"""The Compact Board takes a case up, or does not and says why."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import life, telling
from assembly.compact.cases.life import Next
from assembly.compact.cases.standing import standing
from assembly.compact.cases.steps import STEPS
from assembly.compact.models import Case, Side, Step
from assembly.core.events import record

from . import rules

AGAINST_YOU = "compact/case_against_you"
NOT_TAKEN_UP = "compact/case_not_taken_up"


def what_follows(case: Case) -> str:
    """For those who are about to acknowledge it."""
    told = (
        f"{case.respondent} is told of the case, and reads what the complainant wrote. Both sides have "
        f"{STEPS[Step.INFORMAL].days} working days to settle it informally."
    )
    if case.against_body_id is None:
        return f"{told} A case against an organisation is not listed in public before its finding."
    return (
        f"{told} From now on everybody sees the number, {case.respondent}, the undertakings, the step and its last "
        "day, and nothing that was written."
    )


@transaction.atomic
def acknowledge(case: Case, *, by: User, on: dt.date | None = None) -> Case:
    """Take it up. From now on the other side knows of it, and of one against a public body everybody does."""
    on = on or timezone.localdate()
    case = life.lock(case)
    rules.may_be_acknowledged(standing(case, by, on)).enforce()
    case.acknowledged_on = on
    case.save(update_fields=["acknowledged_on"])
    life.move(case, Next(Step.INFORMAL), by=by, on=on)
    record("compact.case_acknowledged", case, by=by)
    telling.moved_side(case, Side.COMPLAINANT, on=on)
    telling.tell_side(case, Side.RESPONDENT, AGAINST_YOU, on=on, context={"due_on": case.due_on})
    return case


@transaction.atomic
def decline(case: Case, because: str, *, by: User, on: dt.date | None = None) -> Case:
    """Do not take it up, with a reason for the complainant. It is never listed; a draft told nobody."""
    on = on or timezone.localdate()
    case = life.lock(case)
    rules.may_be_declined(standing(case, by, on), because).enforce()
    life.close(case, Case.Outcome.NOT_TAKEN_UP, by=by, on=on, because=because.strip())
    record("compact.case_not_taken_up", case, by=by)
    telling.tell_side(case, Side.COMPLAINANT, NOT_TAKEN_UP, on=on)
    return case
