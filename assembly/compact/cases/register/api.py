"""Compact cases as open data: what the register and the page of each case show, and nothing else."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from ninja import Router, Schema

from assembly.compact.cases import timeline, visible
from assembly.compact.models import Case, PublicAnswer
from assembly.core.open_data import (
    REFUSALS,
    After,
    Limit,
    Listing,
    Slug,
    listing,
    whole_address,
)

from . import page
from .listing import line_of, with_public_facts

router = Router(tags=["The Compact"])


class CaseOut(Schema):
    """`about` is a public body, or after its finding a voluntary organisation.

    `outcome` is empty while it is not public, and `raised_by` null for one that stays unnamed before that.
    """

    reference: str
    about: str
    side: str
    undertakings: list[str]
    acknowledged_on: dt.date
    step: str
    due_on: dt.date | None
    is_overdue: bool
    outcome: str
    ended_on: dt.date | None
    finding_public_from: dt.date | None
    raised_by: str | None
    page: str


class StepOut(Schema):
    """`state` says whether it is, or was, late."""

    step: str
    dates: str
    state: str
    is_overdue: bool


class ConclusionOut(Schema):
    """The reasons are null while the words of the case are hidden."""

    undertaking: str
    result: str
    cause: str | None
    reasons: str | None


class RemedyOut(Schema):
    what: str | None
    due_on: dt.date
    became: str


class NoteOut(Schema):
    """A correction, or the retraction, of a finding."""

    kind: str
    confirmed_on: dt.date
    words: str | None


class FindingOut(Schema):
    """`agreed` of `of_members` members of the panel."""

    is_appeal: bool
    facts: str | None
    conclusions: list[ConclusionOut]
    remedies: list[RemedyOut]
    notes: list[NoteOut]
    agreed: int
    of_members: int


class WholeCaseOut(CaseOut):
    """`findings` has that of the panel and, after an appeal, that of the appeal, which counts.

    The Compact is voluntary.
    """

    steps: list[StepOut]
    settlement: str | None
    findings: list[FindingOut]
    answers: list[str]
    learnt: str | None
    words_are_hidden: bool


def _case(case: Any, on: dt.date) -> dict[str, Any]:
    line = line_of(case, on)
    respondent = case.respondent
    cited = [one.undertaking.get_absolute_url() for one in case.cites.all()]
    return {
        "reference": case.reference,
        "about": str(respondent),
        "side": "public-body" if case.against_body_id else "organisation",
        "undertakings": [whole_address(url) for url in cited],
        "acknowledged_on": case.acknowledged_on,
        "step": line.step,
        "due_on": case.due_day(on),
        "is_overdue": line.is_overdue,
        "outcome": line.outcome,
        "ended_on": case.closed_on,
        "finding_public_from": case.public_from if visible.has_public_finding(case, on) else None,
        "raised_by": visible.complainant_shown(case, on) or None,
        "page": whole_address(case.get_absolute_url()),
    }


@router.get("/compact/cases", response={200: Listing[CaseOut], **REFUSALS})
def cases(request: HttpRequest, after: After = 0, limit: Limit = 50) -> dict[str, Any]:
    """The register: cases about public bodies once they are acknowledged, about organisations once found on."""
    today = timezone.localdate()
    listed = with_public_facts(Case.objects.listed(today).with_step(today), today)
    return listing(
        request, listed, lambda one: CaseOut(**_case(one, today)), after=after, limit=limit
    )


@router.get("/compact/cases/{reference}", response={200: WholeCaseOut, **REFUSALS})
def case(request: HttpRequest, reference: Slug) -> WholeCaseOut:
    """One case with all that its page shows."""
    now = timezone.now()
    today = timezone.localdate(now)
    found = page.found(reference, today)
    if found is None:
        raise Http404
    hidden = visible.are_words_hidden(found, now)
    is_found = visible.has_public_finding(found, today)
    answers = PublicAnswer.objects.filter(case=found) if is_found and not hidden else []
    return WholeCaseOut(
        **_case(found, today),
        steps=[
            StepOut(step=line.name, dates=line.dates, state=line.state, is_overdue=line.is_overdue)
            for line in timeline.public_lines(found, today, words_hidden=hidden)
        ],
        settlement=page.settled_words(found, today, hidden=hidden) or None,
        findings=[
            _finding(one)
            for one in (page.findings_of(found, today, hidden=hidden) if is_found else ())
        ],
        answers=[one.words for one in answers],
        learnt=(page.learnt_of(found, today) or None) if not hidden else None,
        words_are_hidden=hidden,
    )


def _finding(shown: page.Shown) -> FindingOut:
    return FindingOut(
        is_appeal=shown.finding.is_appeal,
        facts=shown.facts or None,
        conclusions=[
            ConclusionOut(
                undertaking=one.name,
                result=one.result,
                cause=one.cause or None,
                reasons=one.reasons or None,
            )
            for one in shown.conclusions
        ],
        remedies=[
            RemedyOut(what=one.what or None, due_on=one.due_on, became=one.became)
            for one in shown.remedies
        ],
        notes=[
            NoteOut(
                kind=note.kind,
                confirmed_on=timezone.localdate(note.confirmed_at),
                words=note.words or None,
            )
            for note in shown.notes
        ],
        agreed=shown.finding.agreed or 0,
        of_members=shown.finding.of_members or 0,
    )
