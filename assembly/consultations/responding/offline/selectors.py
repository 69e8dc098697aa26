"""What waits of the responses on paper. Nothing here shows a response that counts."""

import datetime as dt

from django.db.models import QuerySet

from assembly.consultations.models import Consultation, Response
from assembly.consultations.models.records import ConsultationQuerySet

from .rules import ENTERED_WITHIN


def waiting() -> QuerySet[Response]:
    """Entered and not checked, the oldest first."""
    return (
        Response.objects.filter(checked_at=None, stopped_at=None, erased_at=None)
        .exclude(source=Response.Source.ONLINE)
        .select_related("consultation__page", "organisation", "entered_by")
        .order_by("received_on", "pk")
    )


def taking_paper(on: dt.date) -> ConsultationQuerySet:
    """The consultations for which a response can be entered, the next to close first."""
    return (
        Consultation.objects.running()
        .filter(opens_on__lte=on, closes_on__gte=on - ENTERED_WITHIN)
        .select_related("page", "body")
        .order_by("closes_on", "pk")
    )
