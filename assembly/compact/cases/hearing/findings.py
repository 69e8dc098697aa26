"""Those who hear a case agree to its finding, word for word, and decide it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import clocks, life, telling
from assembly.compact.cases.life import Next
from assembly.compact.cases.standing import Standing
from assembly.compact.cases.steps import ANSWER_AFTER_APPEAL, STEPS
from assembly.compact.models import Agreement, Case, Conclusion, Finding, Remedy, Side, Step
from assembly.core.bank_holidays.selectors import working_days
from assembly.core.events import record

from . import appeal_rules, drafts, finding_rules, panel, people, rules, selectors
from .held import held

FINDING_DECIDED = "compact/case_finding_decided"
A_DAY = dt.timedelta(days=1)


@transaction.atomic
def agree(
    case: Case, edit: int, *, agrees: bool = True, by: User, at: dt.datetime | None = None
) -> Agreement:
    """Say yes or no to exactly these words. Until it is decided a member can change their mind."""
    at = at or timezone.now()
    found = held(case, by=by, at=at)
    case = found.case
    finding = drafts.draft_of(case, is_appeal=panel.is_in_appeal(case, found.on))
    finding_rules.may_agree(found, finding, edit).enforce()
    assert finding  # noqa: S101 - the rule has refused anything else
    is_complete(case, finding).enforce()
    agreement = Agreement.objects.filter(
        finding=finding, member=found.membership, edit=edit
    ).first()
    if agreement and agreement.agrees == agrees:
        return agreement
    agreement = agreement or Agreement(finding=finding, member=found.membership, edit=edit)
    agreement.agrees, agreement.at = agrees, at
    agreement.save()
    record("compact.case_finding_agreed", case, by=by, data={"edit": edit, "agrees": agrees})
    return agreement


@transaction.atomic
def decide(
    case: Case,
    edit: int,
    *,
    looked_at: bool = False,
    by: User,
    at: dt.datetime | None = None,
) -> Finding:
    """Decide the finding on which the panel agreed. Both sides read it at once, everybody when no appeal can change it.

    `looked_at`: somebody has looked at what may name people in it.
    """
    at = at or timezone.now()
    found = held(case, by=by, at=at)
    case, on = found.case, found.on
    finding = drafts.draft_of(case, is_appeal=panel.is_in_appeal(case, on))
    finding_rules.may_decide(found, finding, edit).enforce()
    assert finding  # noqa: S101 - the rule has refused anything else
    is_complete(case, finding).enforce()
    if finding.is_appeal:
        appeal_rules.is_heard_in_full(appeal_rules.until(case), case.appeals.all(), on).enforce()
    finding.agreed, finding.of_members = votes(finding, on)
    conclusions = list(finding.conclusions.all())
    finding_rules.is_carried(finding.agreed, finding.of_members, conclusions).enforce()
    open_until = certain_after(on, is_appeal=finding.is_appeal)
    finding_rules.has_remedies_that_fit(
        drafts.as_draft(finding).remedies or (), conclusions, open_until=open_until
    ).enforce()
    rules.is_looked_at(words_of(finding), looked_at=looked_at).enforce()
    finding.decided_on = on
    finding.save(update_fields=["decided_on", "agreed", "of_members"])
    go_on_from(case, finding, open_until, by=by, on=on)
    data = {
        "edit": edit,
        "agreed": finding.agreed,
        "of": finding.of_members,
        "appeal": finding.is_appeal,
    }
    record("compact.case_finding_decided", case, by=by, data=data)
    _tell(case, finding, open_until, on=on)
    return finding


def go_on_from(
    case: Case, finding: Finding, open_until: dt.date, *, by: User | None, on: dt.date
) -> None:
    """The step that follows a decision, of a locked case, and the day from which everybody reads it."""
    if finding.is_appeal:
        life.move(case, after(finding, on), by=by, on=on)
    else:
        life.move(case, Next(Step.TO_APPEAL, open_until), by=by, on=on)
        follows = after(finding, open_until)
        case.next_step, case.next_due_on = follows.step, follows.due_on
    case.public_from = open_until + A_DAY
    case.save(update_fields=["next_step", "next_due_on", "public_from"])


def after(finding: Finding, on: dt.date) -> Next:
    """Where a case goes that was at a step until this day: putting it right, where there is something left to do."""
    remedies = finding.remedies.filter(checked_on=None)
    first: Remedy | None = remedies.order_by("due_on").first()
    if first:
        return Next(Step.REMEDY, max(first.due_on, on + A_DAY))
    return Next(
        Step.FOLLOW_UP, clocks.last_day(on, STEPS[Step.FOLLOW_UP].days or 0, working_days())
    )


def certain_after(on: dt.date, *, is_appeal: bool) -> dt.date:
    """The last day on which nothing is certain yet: of the time to appeal; after an appeal, of the time to answer."""
    days = ANSWER_AFTER_APPEAL if is_appeal else STEPS[Step.TO_APPEAL].days or 0
    return clocks.last_day(on, days, working_days())


def votes(finding: Finding, on: dt.date) -> tuple[int, int]:
    """How many of those who hear it now agree to the words of now, and how many hear it."""
    hearing = people.hearers(finding.case, on, is_appeal=finding.is_appeal)
    agreed = finding.agreements.filter(
        edit=finding.edit, agrees=True, member__in=[one.pk for one in hearing]
    )
    return agreed.count(), len(hearing)


def is_complete(case: Case, finding: Finding | None) -> finding_rules.Ruling:
    conclusions: list[Conclusion] = list(finding.conclusions.all()) if finding else []
    return finding_rules.is_complete(
        finding, conclusions, set(case.cites.values_list("pk", flat=True))
    )


def words_of(finding: Finding) -> list[str]:
    """Everything in it that everybody reads."""
    return [
        finding.facts,
        *(one.reasons for one in finding.conclusions.all()),
        *(one.what for one in finding.remedies.all()),
    ]


def may_decide_now(found: Standing, finding: Finding | None) -> finding_rules.Ruling:
    """For the page: whether the panel agrees already."""
    if finding is None:
        return is_complete(found.case, finding)
    allowed = finding_rules.may_decide(found, finding, finding.edit) and is_complete(
        found.case, finding
    )
    return allowed and finding_rules.is_carried(
        *votes(finding, found.on), selectors.conclusions_in(finding)
    )


def _tell(case: Case, finding: Finding, open_until: dt.date, *, on: dt.date) -> None:
    """At once, and privately: the mail says that there is a finding and nothing of what it says."""
    context = {
        "is_appeal": finding.is_appeal,
        "open_until": open_until,
        "public_from": case.public_from,
    }
    for side in Side:
        told = {**context, "can_answer": side == Side.RESPONDENT}
        telling.tell_side(case, side, FINDING_DECIDED, on=on, context=told)
