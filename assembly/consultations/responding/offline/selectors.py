"""What waits of the responses on paper. Nothing here shows a response that counts."""

import datetime as dt

from django.db.models import Q, QuerySet

from assembly.accounts.models import User
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


def waits_for(user: User) -> QuerySet[Response]:
    """What somebody else entered and this person can check, and what was sent back to this person."""
    own = Q(entered_by=user)
    sent_back = ~Q(sent_back_because="")
    return waiting().filter((own & sent_back) | (~own & ~sent_back) | Q(entered_by=None))


def taking_paper(on: dt.date) -> ConsultationQuerySet:
    """The consultations for which a response can be entered, the next to close first."""
    return (
        Consultation.objects.running()
        .filter(opens_on__lte=on, closes_on__gte=on - ENTERED_WITHIN)
        .select_related("page", "body")
        .order_by("closes_on", "pk")
    )
