"""Words on which both sides settle a case; or it goes before the panel, or is withdrawn."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import life, telling
from assembly.compact.cases.life import Next
from assembly.compact.cases.standing import Standing, standing
from assembly.compact.models import Case, Settlement, Side, Step
from assembly.core.clean_text import clean
from assembly.core.events import record

from . import rules

WORDS_PROPOSED = "compact/case_words_proposed"
CLOSED = "compact/case_closed"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words, and what somebody saw before they proposed them.

    `seen` is the edit that the page showed, 0 for none, None where there was no page; `checked`, that they looked at
    what may be details of people.
    """

    words: str
    is_public: bool = False
    seen: int | None = None
    checked: bool = False


@transaction.atomic
def propose_settlement(
    case: Case, proposal: Proposal, *, by: User, at: dt.datetime | None = None
) -> Settlement:
    """Propose words, or change those there are: then nobody has agreed any more but the side that proposes them."""
    at = at or timezone.now()
    case, found = _found(case, by, at)
    words, is_public = clean(proposal.words).strip(), proposal.is_public
    rules.may_propose(found, words).enforce()
    settlement = Settlement.objects.filter(case=case).first()
    if settlement and (settlement.words, settlement.is_public) == (words, is_public):
        return settlement
    rules.is_unchanged(settlement, proposal.seen).enforce()
    rules.is_safe_to_show(words, is_public=is_public, checked=proposal.checked).enforce()
    settlement = settlement or Settlement(case=case, edit=0)
    settlement.words, settlement.is_public = words, is_public
    settlement.edit += 1
    settlement.proposed_by, settlement.proposed_at = by, at
    settlement.complainant_agreed_at = settlement.respondent_agreed_at = None
    settlement.agreed_how = ""
    own = None if rules.enters_for_a_person(found) else rules.speaks_for(found)
    if own:
        _agree(settlement, own, at)
    settlement.save()
    record("compact.case_words_proposed", case, by=by, data={"edit": settlement.edit})
    for side in Side:
        if side != own:
            telling.tell_side(case, side, WORDS_PROPOSED, on=found.on)
    return settlement


@transaction.atomic
def agree(
    case: Case, edit: int, *, by: User, how: str = "", at: dt.datetime | None = None
) -> Settlement:
    """Agree to exactly these words. With the second side the case is settled and closed."""
    at = at or timezone.now()
    case, found = _found(case, by, at)
    settlement = Settlement.objects.filter(case=case).first()
    side = rules.speaks_for(found)
    if _is_done(settlement, side, edit):
        assert settlement  # noqa: S101 - `_is_done` says so
        return settlement
    rules.may_agree(found, settlement, edit).enforce()
    rules.says_how(found, how).enforce()
    assert settlement  # noqa: S101 - the rule has refused anything else
    assert side  # noqa: S101 - as above
    _agree(settlement, side, at, how)
    settlement.save()
    if not settlement.is_agreed:
        record("compact.case_words_agreed", case, by=by, data={"edit": edit, "side": side.value})
        return settlement
    life.close(case, Case.Outcome.SETTLED, by=by, on=found.on)
    record("compact.case_settled", case, by=by, data={"edit": edit, "shown": settlement.is_public})
    closed(case, on=found.on)
    return settlement


@transaction.atomic
def to_panel(case: Case, *, by: User, on: dt.date | None = None) -> Case:
    """It was not settled informally. The words that were proposed stay with those in the case."""
    on = on or timezone.localdate()
    case = life.lock(case)
    life.settle(case, on=on)
    rules.may_go_to_panel(standing(case, by, on)).enforce()
    life.move(case, Next(Step.PANEL), by=by, on=on)
    record("compact.case_to_panel", case, by=by)
    telling.moved(case, on=on)
    return case


@transaction.atomic
def withdraw(case: Case, because: str, *, by: User, on: dt.date | None = None) -> Case:
    """With a reason for those in the case. If it was listed, it stays listed as withdrawn."""
    on = on or timezone.localdate()
    case = life.lock(case)
    life.settle(case, on=on)
    rules.may_withdraw(standing(case, by, on), because).enforce()
    life.close(case, Case.Outcome.WITHDRAWN, by=by, on=on, because=clean(because).strip())
    record("compact.case_withdrawn", case, by=by)
    closed(case, on=on)
    return case


def closed(case: Case, *, on: dt.date) -> None:
    """Tell both sides, the other one only if it knows of the case, and those who work on it."""
    context = {"outcome": case.get_outcome_display()}
    telling.tell_side(case, Side.COMPLAINANT, CLOSED, on=on, context=context)
    if case.acknowledged_on:
        telling.tell_side(case, Side.RESPONDENT, CLOSED, on=on, context=context)
    working = {one.pk: one for one in [*telling.of_board(case, on), *telling.of_panel(case)]}
    telling.tell(case, working.values(), CLOSED, context=context)


def _found(case: Case, by: User, at: dt.datetime) -> tuple[Case, Standing]:
    on = timezone.localdate(at)
    case = life.lock(case)
    life.settle(case, on=on)
    return case, standing(case, by, on)


def _agree(settlement: Settlement, side: Side, at: dt.datetime, how: str = "") -> None:
    if side == Side.COMPLAINANT:
        settlement.complainant_agreed_at = at
        settlement.agreed_how = clean(how).strip()
    else:
        settlement.respondent_agreed_at = at


def _is_done(settlement: Settlement | None, side: Side | None, edit: int) -> bool:
    """This side has agreed to these words already: the button was pressed twice."""
    if settlement is None or side is None or settlement.edit != edit:
        return False
    return rules.has_agreed(settlement, side)
