"""Consultations whose body owes feedback, put to the database as `judge_feedback` puts it for one."""

import datetime as dt

from assembly.consultations.models import Consultation
from assembly.consultations.models.records import ConsultationQuerySet
from assembly.consultations.window import FULL
from assembly.core.figures import in_words
from assembly.partners.models import PublicBody


def owed(on: dt.date) -> ConsultationQuerySet:
    """Closed, not withdrawn, without feedback, and not cleared."""
    return Consultation.objects.running().filter(
        closes_on__lt=on, feedback_given_at=None, overdue_cleared=None
    )


def overdue(on: dt.date) -> ConsultationQuerySet:
    """Of those, the ones whose due day has ended."""
    return owed(on).filter(closes_on__lt=on - FULL)


def overdue_in_words(bodies: list[PublicBody], on: dt.date) -> str:
    """For the page of a body, with those it followed; nothing where nothing is overdue."""
    number = overdue(on).filter(body__in=bodies).count()
    return f"Feedback is overdue on {in_words(number, 'consultations')}." if number else ""
