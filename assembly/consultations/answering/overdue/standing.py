"""Where the feedback on one consultation stands, and how that is said to everyone."""

import datetime as dt

from django.utils import timezone

from assembly.consultations.compliance import FeedbackStanding, feedback_due_on, judge_feedback
from assembly.consultations.models import Consultation, OverdueCleared
from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import day

Standing = FeedbackStanding
A_DAY = dt.timedelta(days=1)


def cleared_of(consultation: Consultation) -> OverdueCleared | None:
    return getattr(consultation, "overdue_cleared", None)


def given_on(consultation: Consultation) -> dt.date | None:
    given = consultation.feedback_given_at
    return timezone.localdate(given) if given else None


def standing_of(consultation: Consultation, on: dt.date) -> FeedbackStanding:
    """Of a published consultation. A draft owes nothing."""
    window = consultation.window
    if window is None or not consultation.is_published:
        return Standing.NOT_OWED
    return judge_feedback(
        window,
        given_on=given_on(consultation),
        is_cleared=cleared_of(consultation) is not None,
        is_withdrawn=consultation.is_withdrawn,
        on=on,
    )


def due_on(consultation: Consultation) -> dt.date:
    if consultation.window is None:
        raise ValueError("A published consultation without its days.")
    return feedback_due_on(consultation.window)


def late_by(consultation: Consultation) -> str:
    """“9 days late”, of feedback that was given."""
    given = given_on(consultation)
    if given is None:
        raise ValueError("Feedback that was not given is not late.")
    return f"{in_words((given - due_on(consultation)).days, 'days')} late"


def in_public_words(consultation: Consultation, on: dt.date) -> str:
    """One sentence without its full stop; nothing where nothing is owed or all was in time."""
    standing = standing_of(consultation, on)
    if standing is Standing.OVERDUE:
        return f"Feedback overdue since {day(due_on(consultation) + A_DAY)}"
    if standing is Standing.LATE:
        return f"Feedback was given {late_by(consultation)}"
    if standing is Standing.DUE:
        return f"Feedback is due by {day(due_on(consultation))}"
    return ""
