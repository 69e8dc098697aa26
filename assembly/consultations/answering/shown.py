"""What the page of a consultation shows of its answer: decision, feedback, responses, and what is still owed."""

import datetime as dt
from typing import Any

from django.utils import timezone

from assembly.consultations.models import Consultation, Decision, Feedback

from . import summary
from .deciding import shown as deciding
from .feedback import shown as feedback
from .overdue import standing
from .versions import in_force


def of_page(consultation: Consultation, at: dt.datetime) -> dict[str, Any]:
    """Nothing before the close. Asks the database only for what the dates of the record say is there."""
    on = timezone.localdate(at)
    if (
        not consultation.is_published
        or consultation.closes_on is None
        or on <= consultation.closes_on
    ):
        return {}
    decision = feedback_given = None
    if consultation.decision_published_at and (found := in_force(Decision, consultation)):
        decision = deciding.decision(found)
    if consultation.feedback_given_at and (given := in_force(Feedback, consultation)):
        feedback_given = feedback.feedback(given)
    cleared = standing.cleared_of(consultation)
    return {
        "decision": decision,
        "feedback": feedback_given,
        "papers": _papers(decision, feedback_given),
        "timeline": summary.timeline(consultation, on),
        "overdue": _overdue(consultation, on),
        "cleared": cleared,
        "is_answered": bool(decision or feedback_given or consultation.responses_published_at),
    }


def _papers(
    decision: deciding.Shown | None, given: feedback.Shown | None
) -> list[tuple[str, str, str]]:
    """Report of views and decision paper, side by side."""
    return [*(given.files if given else []), *(decision.files if decision else [])]


def _overdue(consultation: Consultation, on: dt.date) -> str:
    if standing.standing_of(consultation, on) is not standing.Standing.OVERDUE:
        return ""
    return standing.in_public_words(consultation, on)
