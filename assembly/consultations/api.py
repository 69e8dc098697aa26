"""Published consultations and how they kept the twelve weeks, as open data."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ninja import Router, Schema

from assembly.core.open_data import REFUSALS, After, Limit, Listing, listing, whole_address

from .answering.overdue.standing import cleared_of, standing_of
from .compliance import feedback_due_on
from .counts import annotated
from .models import Consultation, Response
from .publishing.extensions import extensions_of

router = Router(tags=["Consultations"])


class ConsultationOut(Schema):
    id: int
    title: str
    summary: str
    body: str
    body_name: str
    stage: str
    opens_on: dt.date
    closes_on: dt.date
    # Another day where the consultation was extended.
    first_closes_on: dt.date
    days: int
    finding: str
    reason_code: str
    reason: str
    feedback_due_on: dt.date
    # “not owed”, “due”, “overdue”, “on time”, “late” or “cleared”, as it stands today.
    feedback: str
    responses_published_on: dt.date | None
    feedback_given_on: dt.date | None
    # Why the Assembly Board says that feedback was not overdue; empty where it did not.
    overdue_cleared_because: str
    decision_published_on: dt.date | None
    concluded: bool
    withdrawn_on: dt.date | None
    # Of member organisations; the other kinds are counted apart.
    responses: int
    responses_of_groups: int
    responses_of_individuals: int
    responses_of_others: int
    page: str


def to_schema(consultation: Consultation) -> ConsultationOut:
    window = consultation.window
    if window is None:
        raise ValueError("A published consultation without its days.")
    cleared = cleared_of(consultation)
    numbers, extensions = annotated(consultation), extensions_of(consultation)
    return ConsultationOut(
        id=consultation.pk,
        title=consultation.page.title,
        summary=consultation.public_summary,
        body=consultation.body.slug,
        body_name=consultation.body.name,
        stage=consultation.stage,
        opens_on=window.opens_on,
        closes_on=window.closes_on,
        first_closes_on=extensions[0].old_closes_on if extensions else window.closes_on,
        days=window.length,
        finding=consultation.finding,
        reason_code=consultation.reason_code,
        reason=consultation.reason_text,
        feedback_due_on=feedback_due_on(window),
        feedback=standing_of(consultation, timezone.localdate()),
        responses_published_on=_day(consultation.responses_published_at),
        feedback_given_on=_day(consultation.feedback_given_at),
        overdue_cleared_because=cleared.reason if cleared else "",
        decision_published_on=_day(consultation.decision_published_at),
        concluded=consultation.is_concluded,
        withdrawn_on=consultation.withdrawn_on,
        responses=numbers[Response.Kind.ORGANISATION],
        responses_of_groups=numbers[Response.Kind.GROUP],
        responses_of_individuals=numbers[Response.Kind.INDIVIDUAL],
        responses_of_others=numbers[Response.Kind.OUTSIDE],
        page=whole_address(consultation.get_absolute_url()),
    )


def _day(at: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(at) if at else None


@router.get("/consultations", response={200: Listing[ConsultationOut], **REFUSALS})
def consultations(request: HttpRequest, after: After = 0, limit: Limit = 50) -> dict[str, Any]:
    """Every published consultation, with its window and what was found of it. How many responded, not who.

    `responses` counts member organisations; groups, individuals and other organisations are counted apart.
    """
    known = Consultation.objects.published().with_page().with_counts()
    known = known.prefetch_related("extensions")
    return listing(request, known, to_schema, after=after, limit=limit)
