"""When a message may be settled, and how long it may wait."""

import datetime as dt

from assembly.core.bank_holidays.calendar import WorkingDays
from assembly.core.mailed_codes.purposes import Limit, Per, Purpose
from assembly.core.rules import ALLOWED, Ruling, refused

from .models import ContactMessage

WORKING_DAYS_TO_ANSWER = 5
KEPT = dt.timedelta(days=365)
CODE_LASTS = dt.timedelta(hours=24)
CODES_A_DAY = 5
MESSAGE_CODE = Purpose(
    "home.message",
    mail="home/message_code",
    lasts=CODE_LASTS,
    limits=(
        Limit(
            Per.ADDRESS,
            CODES_A_DAY,
            24,
            f"We have mailed {CODES_A_DAY} codes to this address today. Send the message tomorrow, or telephone us.",
        ),
    ),
    again="If you have not confirmed your message yet, ask for another code below.",
    instead="telephone us",
)


def may_be_settled(message: ContactMessage) -> Ruling:
    if message.state == ContactMessage.State.ANSWERED:
        return refused(f"The message {message.reference} has been answered.")
    if message.state == ContactMessage.State.CLOSED:
        return refused(f"The message {message.reference} has been closed.")
    if message.state == ContactMessage.State.PASSED_ON:
        return refused(f"Message {message.reference} went to {message.addressee}, who answers it.")
    if message.state == ContactMessage.State.UNCONFIRMED:
        return refused(
            f"The sender of {message.reference} has not confirmed it yet. Answer it when they have."
        )
    return ALLOWED


def waits_for_its_code(message: ContactMessage, at: dt.datetime) -> Ruling:
    """Asked once more of a right code, whose own try has been counted by then: the last one works too."""
    if message.state != ContactMessage.State.UNCONFIRMED:
        return refused(
            "You have already confirmed this message. You do not need to do anything more."
        )
    if at >= message.received_at + CODE_LASTS:
        return refused(f"The code is older than {MESSAGE_CODE.age}. Please send the message again.")
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


def answered_by(received_on: dt.date, days: WorkingDays) -> dt.date:
    """The day by whose end the Support Unit answers."""
    return days.after(received_on, WORKING_DAYS_TO_ANSWER)


def is_late(received_on: dt.date, today: dt.date, days: WorkingDays) -> bool:
    return today > answered_by(received_on, days)
