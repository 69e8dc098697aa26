"""When a person closes their account: the messages they wrote to the Support Unit."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart

from .models import ContactMessage


def erase(user: User, on: dt.date) -> None:
    """Delete what is settled. What still waits is answered first, to the address it came from."""
    of_theirs(user).exclude(state=ContactMessage.State.WAITING).delete()


def data_about(user: User) -> Iterable[DataPart]:
    yield DataPart(
        "Messages to the Support Unit, to representatives and to convenors",
        tuple(
            {
                "number": message.reference,
                "to": message.addressee,
                "about": message.get_topic_display(),
                "received": message.received_at,
                "text": message.text,
                "answer": message.answer,
            }
            for message in of_theirs(user)
        ),
    )


def of_theirs(user: User) -> QuerySet[ContactMessage]:
    """Messages sent by the person, or from the address of their account, which they proved to read."""
    confirmed = ~Q(state=ContactMessage.State.UNCONFIRMED) & Q(email__iexact=user.email)
    found = ContactMessage.objects.filter(Q(sender=user) | confirmed)
    return found.select_related("seat__partnership", "group")
