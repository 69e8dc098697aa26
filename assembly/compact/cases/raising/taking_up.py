"""The Compact Board takes a case up, or does not and says why."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import life, telling
from assembly.compact.cases.life import Next
from assembly.compact.cases.standing import standing
from assembly.compact.models import Case, Side, Step
from assembly.core.events import record

from . import rules

AGAINST_YOU = "compact/case_against_you"
NOT_TAKEN_UP = "compact/case_not_taken_up"


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
