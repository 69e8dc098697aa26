"""When a message may be settled, and how long it may wait."""

import datetime as dt

from assembly.core.rules import ALLOWED, Ruling, refused

from .models import ContactMessage

WORKING_DAYS_TO_ANSWER = 5
KEPT = dt.timedelta(days=365)
SATURDAY = 5


def may_be_settled(message: ContactMessage) -> Ruling:
    if message.state == ContactMessage.State.ANSWERED:
        return refused(f"The message {message.reference} has been answered.")
    if message.state == ContactMessage.State.CLOSED:
        return refused(f"The message {message.reference} has been closed.")
    return ALLOWED


def may_be_handed(message: ContactMessage, office: str, *, has_holder: bool) -> Ruling:
    """To another office while the message waits, if somebody is there to read it; empty: to the Support Unit again."""
    if not (ruling := may_be_settled(message)):
        return ruling
    if office == message.handed_to:
        where = message.get_handed_to_display() if office else "the Support Unit"
        return refused(f"The message {message.reference} is with {where} already.")
    if office and not has_holder:
        return refused(
            f"Nobody holds the office of {office} at present, so nobody would read the message. "
            "Choose another office, or answer it yourself."
        )
    return ALLOWED


def working_days(since: dt.date, until: dt.date) -> int:
    """Mondays to Fridays after the first day, up to and with the second. Bank holidays count as working days."""
    days = (until - since).days
    return sum((since + dt.timedelta(days=n)).weekday() < SATURDAY for n in range(1, days + 1))


def is_late(received_on: dt.date, today: dt.date) -> bool:
    return working_days(received_on, today) > WORKING_DAYS_TO_ANSWER
