"""A message about the Compact becomes a case, in the name of the person who wrote it."""

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.compact.cases.raising.complaints import Person
from assembly.compact.cases.raising.start import Written
from assembly.core.roles import COMPACT_BOARD, SUPPORT_UNIT

from . import services
from .models import ContactMessage


def may_be_a_case(message: ContactMessage) -> bool:
    """One that waits and is about the Compact; what went to a person is not ours."""
    waits = message.state == ContactMessage.State.WAITING
    return waits and message.topic == ContactMessage.Topic.COMPACT


def letter(user: User, pk: int) -> Written | None:
    """For the Support Unit, and for the office to which it handed the message."""
    held = offices.held_by(user)
    mine = ContactMessage.objects.handed_to(held)
    if SUPPORT_UNIT in held:
        mine = ContactMessage.objects.for_support_unit()
    message = mine.filter(pk=pk).select_related("sender").first()
    if message is None or not may_be_a_case(message):
        return None
    if not {SUPPORT_UNIT, COMPACT_BOARD} & set(held):
        return None
    return Written(
        Person(message.name, message.email, message.sender),
        message.text,
        lambda by: _settle(message, by),
    )


def _settle(message: ContactMessage, by: User) -> None:
    """They are mailed the number of the case, so the message needs no other answer."""
    services.close_message(message, by=by)
