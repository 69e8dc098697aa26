"""The facts go to both sides, each corrects them once, and the panel goes on to its finding."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import life, telling
from assembly.compact.cases.life import Next
from assembly.compact.models import Case, FactsAnswer, Finding, Step
from assembly.core.clean_text import clean
from assembly.core.events import record

from . import drafts, facts_rules, people, rules
from .held import held


@transaction.atomic
def send_facts(
    case: Case, *, edit: int | None = None, by: User, at: dt.datetime | None = None
) -> Finding:
    """Both sides read the facts, and only these: not what the panel thinks of the undertakings so far."""
    at = at or timezone.now()
    found = held(case, by=by, at=at)
    case, on = found.case, found.on
    finding = drafts.draft_of(case, is_appeal=False)
    hearing = people.hearers(case, on, is_appeal=False)
    facts_rules.may_send(found, finding, hearing).enforce()
    rules.is_unchanged(finding, edit).enforce()
    assert finding  # noqa: S101 - the rule has refused anything else
    finding.facts_sent_on = on
    finding.save(update_fields=["facts_sent_on"])
    life.move(case, Next(Step.CORRECTION), by=by, on=on)
    record("compact.case_facts_sent", case, by=by, data={"edit": finding.edit})
    telling.moved(case, on=on)
    return finding


@transaction.atomic
def answer_facts(
    case: Case, words: str = "", *, by: User, at: dt.datetime | None = None
) -> FactsAnswer:
    """What one side says is wrong or missing, once; nothing, where the facts are right."""
    at = at or timezone.now()
    found = held(case, by=by, at=at)
    side = rules.speaks_for(found)
    facts_rules.may_answer(found, side).enforce()
    finding = Finding.objects.get(case=found.case, is_appeal=False)
    words = clean(words).strip()
    before = FactsAnswer.objects.filter(finding=finding, side=side).first()
    if before:
        rules.is_answered_once(before, words).enforce()
        return before
    made = FactsAnswer.objects.create(finding=finding, side=side or "", words=words, by=by, at=at)
    record(
        "compact.case_facts_answered",
        found.case,
        by=by,
        data={"side": made.side, "right": not words},
    )
    return made


@transaction.atomic
def go_on(case: Case, *, by: User, at: dt.datetime | None = None) -> Case:
    """The panel goes on to its finding, with what both sides said of the facts."""
    at = at or timezone.now()
    found = held(case, by=by, at=at)
    case, on = found.case, found.on
    answers = list(FactsAnswer.objects.filter(finding__case=case, finding__is_appeal=False))
    facts_rules.may_go_on(found, answers).enforce()
    life.move(case, Next(Step.FINDING), by=by, on=on)
    record("compact.case_panel_went_on", case, by=by, data={"answers": len(answers)})
    telling.moved(case, on=on)
    return case
