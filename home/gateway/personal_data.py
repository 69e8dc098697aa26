"""When a person closes their account: the enquiries they sent."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart

from .models import Enquiry


def erase(user: User, on: dt.date) -> None:
    """Delete what is settled. What still waits is answered first, to the address it came from."""
    of_theirs(user).exclude(state__in=Enquiry.OPEN).delete()


def data_about(user: User) -> Iterable[DataPart]:
    yield DataPart(
        "Enquiries for help",
        tuple(
            {
                "number": enquiry.reference,
                "to": enquiry.organisation.name,
                "about": enquiry.get_need_display(),
                "sent": enquiry.asked_at,
                "text": enquiry.text,
                "answer": enquiry.answer,
            }
            for enquiry in of_theirs(user).select_related("organisation")
        ),
    )


def of_theirs(user: User) -> QuerySet[Enquiry]:
    """Sent by the person, or confirmed from the address of their account, which they proved to read."""
    confirmed = ~Q(state=Enquiry.State.UNCONFIRMED) & Q(email__iexact=user.email)
    return Enquiry.objects.filter(Q(sender=user) | confirmed)
