"""The cases that are measured, made in bulk: a few statements for thousands, as `tests.factories` makes one."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from assembly.compact.models import (
    Case,
    CaseStep,
    Cited,
    Conclusion,
    Edition,
    Finding,
    Settlement,
    Step,
)
from tests.factories.membership import OrganisationFactory
from tests.factories.partners import PublicBodyFactory

BODIES = 20
YEARS = 1_800  # days
DAY = dt.timedelta(days=1)


def make(number: int, undertakings: Sequence[Any]) -> None:
    """Found on, settled and running, a third of each, over five years, about twenty bodies."""
    today, ours = timezone.localdate(), OrganisationFactory()
    bodies = [PublicBodyFactory() for _ in range(BODIES)]
    made = Case.objects.bulk_create(
        Case(
            raised="organisation", organisation=ours, against_body=bodies[place % BODIES],
            happened_on=day, raised_at=_at(day), account="They gave us three days.",
            acknowledged_on=day, **_end(place, day),
        )
        for place in range(number)
        for day in [today - (90 + place * 7 % YEARS) * DAY]
    )  # fmt: skip
    _steps(made)
    cited = _cite(made, undertakings)
    found = [case for case in made if case.public_from]
    findings = Finding.objects.bulk_create(
        Finding(
            case=case, facts="They gave three days.", drafted_at=_at(case.public_from),
            decided_on=case.public_from - 20 * DAY, agreed=3, of_members=3,
        )
        for case in found
    )  # fmt: skip
    results = [("not-kept", "resource"), ("kept", "")]
    Conclusion.objects.bulk_create(
        Conclusion(finding=finding, cited=one, result=result, cause=cause, reasons="It was said.")
        for finding in findings
        for one, (result, cause) in zip(cited[finding.case_id], results, strict=False)
    )
    Settlement.objects.bulk_create(
        Settlement(
            case=case, words="They meet every month.", is_public=True, proposed_at=case.raised_at,
            complainant_agreed_at=case.raised_at, respondent_agreed_at=case.raised_at,
        )
        for case in made
        if case.outcome == Case.Outcome.SETTLED
    )  # fmt: skip


def cite(number: int, undertaking: Any) -> None:
    """More running cases that cite it."""
    today, body = timezone.localdate(), PublicBodyFactory()
    made = Case.objects.bulk_create(
        Case(
            raised="board", against_body=body, happened_on=today, raised_at=_at(today),
            step=Step.INFORMAL, acknowledged_on=today, due_on=today + 28 * DAY,
        )
        for _ in range(number)
    )  # fmt: skip
    _steps(made)
    _cite(made, [undertaking])


def _end(place: int, day: dt.date) -> dict[str, Any]:
    over = day + 80 * DAY
    if place % 3 == 0:
        outcome = Case.Outcome.FINDING
        closed = {"public_from": over, "learnt": "Ask earlier."}
    elif place % 3 == 1:
        outcome, closed = Case.Outcome.SETTLED, {}
    else:
        return {"step": Step.INFORMAL, "due_on": day + 28 * DAY}
    return {"step": Step.CLOSED, "closed_on": over, "outcome": outcome, **closed}


def _steps(made: Sequence[Case]) -> None:
    CaseStep.objects.bulk_create(
        CaseStep(
            case=case, step=Step.INFORMAL, begun_on=case.acknowledged_on,
            due_on=case.acknowledged_on + 28 * DAY, ended_on=case.closed_on,
        )
        for case in made
    )  # fmt: skip
    CaseStep.objects.bulk_create(
        CaseStep(case=case, step=Step.CLOSED, begun_on=case.closed_on)
        for case in made
        if case.closed_on
    )


def _cite(made: Sequence[Case], undertakings: Sequence[Any]) -> dict[int, list[Cited]]:
    edition = Edition.objects.earliest("number")
    cited: dict[int, list[Cited]] = {case.pk: [] for case in made}
    for one in Cited.objects.bulk_create(
        Cited(case=case, undertaking=undertaking, edition=edition)
        for case in made
        for undertaking in undertakings
    ):
        cited[one.case_id].append(one)
    return cited


def _at(on: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(on, dt.time(9)))
