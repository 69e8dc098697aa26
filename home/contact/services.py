"""Receive, answer and close messages to the Support Unit."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from assembly.accounts import looks, offices
from assembly.accounts.models import User
from assembly.core import roles
from assembly.core.bank_holidays.selectors import working_days
from assembly.core.events import record
from assembly.notifications.services import notify, write_to

from . import rules
from .models import ContactMessage

SAME_WITHIN = dt.timedelta(hours=1)


@transaction.atomic
def receive_message(
    message: ContactMessage, *, by: User | None, at: dt.datetime | None = None
) -> ContactMessage:
    """Take a message in, confirm it to its sender, and tell the Support Unit.

    The same words sent again within the hour, as by a button pressed twice, are the same message.
    """
    now = at or timezone.now()
    if twin := ContactMessage.objects.same_as(message, since=now - SAME_WITHIN).first():
        return twin
    message.sender = by
    message.received_at = now
    message.save()
    reach_support_unit(message, by=by)
    return message


def reach_support_unit(message: ContactMessage, *, by: User | None) -> None:
    """Confirm it to its sender and tell the Support Unit, in the transaction that keeps it."""
    record("home.message_received", message, by=by, data={"topic": message.topic})
    write_to(message.email, "home/message_received", context=_when_answered(message))
    notify(
        offices.holders(roles.SUPPORT_UNIT),
        "home/message_waiting",
        about=message,
        context={"message": message},
        url=reverse("contact_staff:message", args=[message.pk]),
    )


def _when_answered(message: ContactMessage) -> dict[str, object]:
    received_on, days = timezone.localdate(message.received_at), working_days()
    return {
        "message": message,
        "answered_by": rules.answered_by(received_on, days),
        "reckoned": days.reckoned(received_on, rules.WORKING_DAYS_TO_ANSWER),
    }


@transaction.atomic
def answer_message(
    message: ContactMessage, *, answer: str, by: User, at: dt.datetime | None = None
) -> ContactMessage:
    """Mail the answer to whoever wrote."""
    message = _settle(message, ContactMessage.State.ANSWERED, answer=answer, by=by, at=at)
    record("home.message_answered", message, by=by)
    write_to(message.email, "home/message_answered", context={"message": message})
    return message


@transaction.atomic
def close_message(
    message: ContactMessage, *, by: User, at: dt.datetime | None = None
) -> ContactMessage:
    """Settle a message that needs no answer: advertising, a test, the same message twice."""
    message = _settle(message, ContactMessage.State.CLOSED, answer="", by=by, at=at)
    record("home.message_closed", message, by=by)
    return message


@transaction.atomic
def hand_message(
    message: ContactMessage, office: str, *, by: User, at: dt.datetime | None = None
) -> ContactMessage:
    """Hand a message to another office, whose holders are told; with an empty name, back to the Support Unit."""
    message = ContactMessage.objects.select_for_update().get(pk=message.pk)
    holders = offices.holders(office)
    rules.may_be_handed(message, office, has_holder=holders.exists()).enforce()
    message.handed_to = office
    message.handed_by, message.handed_at = (by, at or timezone.now()) if office else (None, None)
    message.save(update_fields=["handed_to", "handed_by", "handed_at"])
    record(
        "home.message_handed", message, by=by, data={"to": slugify(office or roles.SUPPORT_UNIT)}
    )
    notify(
        holders,
        "home/message_handed",
        about=message,
        context={"message": message},
        url=reverse("home:handed_message", args=[message.pk]),
    )
    return message


@transaction.atomic
def note_look(message: ContactMessage, *, by: User) -> None:
    """Keep that the Support Unit read what went to a person: in the record, and for both whom it concerns."""
    record("home.message_looked_up", message, by=by)
    both = (message.sender_id, message.passed_to_id)
    looks.note(by, "message", [pk for pk in both if pk])


def forget_old_messages(*, at: dt.datetime | None = None) -> int:
    """Delete what was settled a year ago, and what nobody confirmed within a day; returns how many."""
    now = at or timezone.now()
    old = ContactMessage.objects.settled_before(now - rules.KEPT)
    never = ContactMessage.objects.filter(
        state=ContactMessage.State.UNCONFIRMED, received_at__lte=now - rules.CODE_LASTS
    )
    return old.delete()[0] + never.delete()[0]


def _settle(
    message: ContactMessage,
    state: ContactMessage.State,
    *,
    answer: str,
    by: User,
    at: dt.datetime | None,
) -> ContactMessage:
    message = ContactMessage.objects.select_for_update().get(pk=message.pk)
    rules.may_be_settled(message).enforce()
    message.state = state
    message.answer = answer
    message.handled_by = by
    message.settled_at = at or timezone.now()
    message.save(update_fields=["state", "answer", "handled_by", "settled_at"])
    return message
