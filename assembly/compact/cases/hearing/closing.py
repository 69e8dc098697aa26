"""The Board closes a case after its finding, with what was learnt from it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import life, telling
from assembly.compact.cases.standing import Standing
from assembly.compact.models import Case, Step
from assembly.core.clean_text import clean
from assembly.core.events import record
from assembly.core.rules import Ruling, says_why

from . import rules
from .held import held


def may_close(found: Standing, learnt: str = "-") -> Ruling:
    return (
        rules.is_of_the_board(found)
        and life.is_at(found.case, Step.FOLLOW_UP, on=found.on)
        and says_why(learnt, "Say what was learnt. Everybody will read it.")
    )


@transaction.atomic
def close(
    case: Case,
    learnt: str,
    *,
    looked_at: bool = False,
    by: User,
    at: dt.datetime | None = None,
) -> Case:
    """What was learnt is public, with the finding."""
    at = at or timezone.now()
    found = held(case, by=by, at=at)
    case, on = found.case, found.on
    may_close(found, learnt).enforce()
    learnt = clean(learnt).strip()
    rules.is_looked_at([learnt], looked_at=looked_at).enforce()
    case.learnt = learnt
    case.save(update_fields=["learnt"])
    life.close(case, Case.Outcome.FINDING, by=by, on=on)
    record("compact.case_concluded", case, by=by)
    telling.moved(case, on=on)
    return case
