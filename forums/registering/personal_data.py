"""What is kept of a person about meetings, and what becomes of it when they close their account."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart
from forums.models import Registration

from .services import withdraw


def erase(user: User, on: dt.date) -> None:
    """Free the person's places, and take their name off the lists."""
    own = Registration.objects.filter(user=user).select_related("meeting")
    for registration in own.standing().filter(meeting__starts_at__gt=timezone.now()):
        withdraw(registration, by=user)
    own.delete()


def data_about(user: User) -> Iterable[DataPart]:
    known = Registration.objects.filter(Q(user=user) | Q(registered_by=user))
    yield DataPart(
        "Meetings you registered for",
        tuple(
            {
                "meeting": str(registration.meeting),
                "name": registration.name,
                "for": registration.speaks_for,
                "registered on": timezone.localdate(registration.registered_at),
                "has a place": registration.has_place,
                "withdrawn": registration.withdrawn_at is not None,
            }
            for registration in known.select_related("meeting__group", "organisation")
        ),
    )
