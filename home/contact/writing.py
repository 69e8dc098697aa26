"""Write to a person whose address we do not show: take the message in, confirm it, and pass it on.

It goes to the person who holds the seat or convenes the group at the moment it is passed on.
"""

import datetime as dt
from contextlib import suppress

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.mailed_codes import services as mailed_codes
from assembly.core.mailed_codes.purposes import Bearer
from assembly.core.mailed_codes.rules import wrong
from assembly.core.rules import RuleBroken, Ruling
from assembly.notifications.services import notify, write_to

from . import fair, recipients, rules
from .confirming import is_right
from .models import ContactMessage
from .services import reach_support_unit

PRESSED_TWICE = dt.timedelta(minutes=10)


def write(
    message: ContactMessage, *, by: User | None, at: dt.datetime | None = None
) -> ContactMessage:
    """Take it in. From somebody signed in it is passed on at once; anybody else confirms it first."""
    now = at or timezone.now()
    twins = ContactMessage.objects.same_as(message, since=now - PRESSED_TWICE)
    if twin := twins.filter(sender=by).first():
        if rules.waits_for_its_code(twin, now) and not mailed_codes.is_open(
            code_of(twin.reference), at=now
        ):
            _mail_code(twin, now)
        return twin
    message.sender, message.received_at = by, now
    if by:
        with transaction.atomic():
            message.save()
            _pass_on(message, by, now)
        return message
    message.state = ContactMessage.State.UNCONFIRMED
    message.save()
    try:
        _mail_code(message, now)
    except RuleBroken:
        message.delete()  # sent again, it is a new one and gets its code
        raise
    return message


@sensitive_variables("typed")
def confirm(reference: str, typed: str, *, at: dt.datetime | None = None) -> ContactMessage:
    """Accept the mailed code, and pass the message on.

    A number that nobody has, one that is confirmed and one with too many tries are answered like a wrong code, so that
    numbers cannot be tried out.
    """
    now = at or timezone.now()
    mailed_codes.read(typed)
    message = ContactMessage.objects.filter(reference=reference).first()
    if message is None or not is_right(
        rules.waits_for_its_code(message, now), code_of(reference), typed, now
    ):
        raise RuleBroken(wrong(rules.MESSAGE_CODE).reason)
    # Only to whoever reads mail at the address: whose it is says who stands. The code still works after a refusal.
    _may_pass_on(message, None, now).enforce()
    if not mailed_codes.use_up(code_of(reference), mailed_codes.read(typed), now):
        raise RuleBroken(wrong(rules.MESSAGE_CODE).reason)
    with transaction.atomic():
        message = ContactMessage.objects.select_for_update().get(pk=message.pk)
        rules.waits_for_its_code(message, now).enforce()
        _pass_on(message, None, now)
    return message


def send_code_again(reference: str, *, at: dt.datetime | None = None) -> None:
    """Mail another code. Whether the number exists, and whether the address has had its codes, is not said."""
    now = at or timezone.now()
    message = ContactMessage.objects.filter(reference=reference).first()
    if message and rules.waits_for_its_code(message, now):
        with suppress(RuleBroken):
            _mail_code(message, now)


def code_of(reference: str) -> Bearer:
    return Bearer(rules.MESSAGE_CODE, reference=reference)


def recipient_of(message: ContactMessage, on: dt.date) -> recipients.Recipient | None:
    """Who gets it on this day; None if neither a seat nor a group is left."""
    if message.seat:
        return recipients.of_seat(message.seat, on)
    return recipients.of_group(message.group, on) if message.group else None


def _mail_code(message: ContactMessage, now: dt.datetime) -> None:
    link = reverse("home:message_confirm", args=[message.reference])
    mailed_codes.send(
        code_of(message.reference),
        message.email,
        {"message": message, "link": f"{settings.SITE_URL}{link}"},
        at=now,
    )


def _may_pass_on(message: ContactMessage, by: User | None, now: dt.datetime) -> Ruling:
    reached = recipient_of(message, timezone.localdate(now))
    return fair.may_write(reached, message.group, by, message.email, now)


def _pass_on(message: ContactMessage, by: User | None, now: dt.datetime) -> None:
    _may_pass_on(message, by, now).enforce()
    reached = recipient_of(message, timezone.localdate(now))
    if reached is None or reached.person is None:
        message.state = ContactMessage.State.WAITING
        message.save()
        reach_support_unit(message, by=by)
        return
    message.state = ContactMessage.State.PASSED_ON
    message.passed_to, message.settled_at = reached.person, now
    message.save()
    record("home.message_passed_on", message, by=by, data={"topic": message.topic})
    notify(
        [reached.person],
        "home/message_to_you",
        about=message,
        context={"message": message},
        url=reverse("home:message_to_me", args=[message.reference]),
    )
    write_to(
        message.email,
        "home/message_passed_on",
        context={"message": message, "reached": reached},
    )
