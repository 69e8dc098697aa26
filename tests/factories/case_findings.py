"""Cases that ended, with what everybody reads of them: rows as the acts on a case leave them behind."""

import datetime as dt

from django.utils import timezone

from assembly.compact.models import (
    Case,
    CaseStep,
    Conclusion,
    Finding,
    FindingNote,
    HiddenCase,
    PanelMember,
    Settlement,
    Step,
)
from tests.factories import cases

DAY = dt.timedelta(days=1)


def at(on):
    return timezone.make_aware(dt.datetime.combine(on, dt.time(12)))


def found(case, *, results=None, cause="resource", public_from=None, is_appeal=False, **facts):
    """Decide on a case; its finding is public from today, unless another day is given."""
    public_from = public_from or timezone.localdate()
    decided_on = public_from - 20 * DAY
    made = Finding.objects.create(
        case=case,
        is_appeal=is_appeal,
        facts=facts.pop("facts", "They gave three days."),
        drafted_at=at(decided_on),
        decided_on=decided_on,
        agreed=3,
        of_members=3,
        **facts,
    )
    for side in ("sector", "public", "chair"):
        PanelMember.objects.create(
            case=case, is_appeal=is_appeal, side=side, named_at=at(decided_on),
            sits_since=at(decided_on),
        )  # fmt: skip
    for place, cited in enumerate(case.cites.all()):
        result = (results or ["not-kept"])[place % len(results or [1])]
        Conclusion.objects.create(
            finding=made,
            cited=cited,
            result=result,
            cause="" if result == "kept" else cause,
            reasons="Nobody had told them.",
        )
    case.public_from = public_from
    case.acknowledged_on = case.acknowledged_on or decided_on
    case.save()
    return made


def closed(case, outcome=Case.Outcome.FINDING, *, on=None, learnt=""):
    on = on or timezone.localdate()
    CaseStep.objects.filter(case=case, ended_on=None).update(ended_on=on)
    CaseStep.objects.create(case=case, step=Step.CLOSED, begun_on=on)
    case.step, case.due_on, case.closed_on = Step.CLOSED, None, on
    case.outcome, case.learnt = outcome, learnt
    case.save()
    return case


def settled(case, words="They meet every month.", *, is_public=True, on=None):
    now = timezone.now()
    Settlement.objects.create(
        case=case, words=words, is_public=is_public, proposed_at=now,
        complainant_agreed_at=now, respondent_agreed_at=now,
    )  # fmt: skip
    return closed(case, Case.Outcome.SETTLED, on=on)


def note(finding, kind="correction", words="The day was wrong.", *, confirmed=True):
    now = timezone.now()
    return FindingNote.objects.create(
        finding=finding, kind=kind, words=words, proposed_at=now,
        confirmed_at=now if confirmed else None,
    )  # fmt: skip


def hidden(case, *, lapses_at=None):
    now = timezone.now()
    return HiddenCase.objects.create(
        case=case, reason="It names somebody.", hidden_at=now, lapses_at=lapses_at or now + 2 * DAY
    )


def with_finding(undertakings, *, on=None, results=None, learnt="", cause="resource", **facts):
    """A closed case with a finding that is public since a day."""
    on = on or timezone.localdate()
    made = cases.case(at=Step.FOLLOW_UP, on=on - 90 * DAY, undertakings=undertakings, **facts)
    made.acknowledged_on = on - 85 * DAY
    made.save()
    found(made, results=results, public_from=on, cause=cause)
    return closed(made, on=on, learnt=learnt)
