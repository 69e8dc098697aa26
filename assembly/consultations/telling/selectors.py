"""Whom the opening of a consultation concerns: those who acted for a member on that day, and do still."""

import datetime as dt

from django.db.models import QuerySet

from assembly.accounts.models import User
from assembly.consultations.models import Consultation, Telling
from assembly.consultations.models.records import ConsultationQuerySet
from assembly.membership.models import Delegate, Organisation


def not_all_told(on: dt.date) -> ConsultationQuerySet:
    """The open consultations of which not everybody has been told."""
    return Consultation.objects.open(on).exclude(
        tellings__in=Telling.objects.filter(moment="opened", finished_on__isnull=False)
    )


def people_told_of(opened_on: dt.date) -> QuerySet[User]:
    """Once each, however many organisations somebody acts for; nobody hears of what opened before they were here."""
    members = Organisation.objects.members().filter(admitted_on__lte=opened_on)
    acting = Delegate.objects.current().filter(organisation__in=members, started_on__lte=opened_on)
    return User.objects.filter(is_active=True, pk__in=acting.values("user")).order_by("pk")
