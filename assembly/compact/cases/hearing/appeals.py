"""A side appeals once, others hear it, and it can be withdrawn by those who appealed."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import life, telling
from assembly.compact.cases.life import Next
from assembly.compact.models import Appeal, Case, Finding, Step
from assembly.core.clean_text import clean
from assembly.core.events import record

from . import appeal_rules, findings, rules
from .held import held

APPEALED = "compact/case_appealed"


@transaction.atomic
def appeal(case: Case, grounds: str, *, by: User, at: dt.datetime | None = None) -> Appeal:
    """Ask for the finding to be looked at by others. It is then not public before they have decided."""
    at = at or timezone.now()
    found = held(case, by=by, at=at)
    case, on = found.case, found.on
    words = clean(grounds).strip()
    mine = case.appeals.filter(side=rules.speaks_for(found) or "-").first()
    if mine and mine.grounds == words and mine.withdrawn_at is None:
        return mine
    appeal_rules.may_appeal(found, case.appeals.all(), appeal_rules.until(case), grounds).enforce()
    made = Appeal.objects.create(
        case=case, side=rules.speaks_for(found) or "", grounds=words, by=by, at=at
    )
    is_first = case.step == Step.TO_APPEAL
    if is_first:
        case.public_from = None
        case.save(update_fields=["public_from"])
        life.move(case, Next(Step.APPEAL), by=by, on=on)
    record("compact.case_appealed", case, by=by, data={"side": str(made.side)})
    if is_first:
        telling.moved(case, on=on)
    telling.tell(case, telling.of_board(case, on), APPEALED)
    return made


@transaction.atomic
def withdraw_appeal(case: Case, *, by: User, at: dt.datetime | None = None) -> Appeal:
    """Where no appeal is left, the finding counts as it was: everybody reads it after the time to appeal."""
    at = at or timezone.now()
    found = held(case, by=by, at=at)
    case, on = found.case, found.on
    mine: Appeal | None = case.appeals.filter(side=rules.speaks_for(found) or "-").first()
    appeal_rules.may_withdraw(found, mine).enforce()
    assert mine  # noqa: S101 - the rule has refused anything else
    mine.withdrawn_at = at
    mine.save(update_fields=["withdrawn_at"])
    is_last = not case.appeals.filter(withdrawn_at=None).exists()
    if is_last:
        _back_to_the_finding(case, by=by, on=on, at=at)
    record(
        "compact.case_appeal_withdrawn", case, by=by, data={"side": str(mine.side), "last": is_last}
    )
    if is_last:
        telling.moved(case, on=on)
    return mine


def _back_to_the_finding(case: Case, *, by: User, on: dt.date, at: dt.datetime) -> None:
    """What those who heard the appeal had drafted is nobody's finding, and goes; so do they."""
    first = Finding.objects.get(case=case, is_appeal=False)
    case.findings.filter(is_appeal=True).delete()
    case.panel.filter(is_appeal=True, left_at=None).update(left_at=at)
    last_day = appeal_rules.until(case)
    if last_day and on <= last_day:
        findings.go_on_from(case, first, last_day, by=by, on=on)
        return
    life.move(case, findings.after(first, on), by=by, on=on)
    case.public_from = on + findings.A_DAY
    case.save(update_fields=["public_from"])
