"""Who gets a message to a seat or a group today: a person, or the Support Unit in their place."""

import datetime as dt
from dataclasses import dataclass

from assembly.accounts.models import User
from assembly.partners.models import Appointment, Seat
from forums.models import Group

US = "the Support Unit"
INSTEAD = "Your message will go to the Support Unit, who will answer it instead."


@dataclass(frozen=True, slots=True)
class Recipient:
    """`person` is None where the Support Unit gets the message, and `why_not` then says why."""

    name: str
    role: str
    person: User | None
    why_not: str = ""


def of_seat(seat: Seat, on: dt.date) -> Recipient:
    """The holder of the seat on this day."""
    held = Appointment.objects.on(on).filter(seat=seat).select_related("user").first()
    if held is None:
        return Recipient(US, str(seat), None, _nobody("This seat is vacant"))
    return _reached(held.name, str(seat), held.user)


def of_group(group: Group, on: dt.date) -> Recipient:
    """The convenor of the group on this day; while there is none, the deputy."""
    role = f"Convenor of the {group}"
    convenor = group.convenor_on(on) or group.deputy_on(on)
    if convenor is None:
        return Recipient(US, role, None, _nobody("This group has no convenor"))
    return _reached(convenor.name, role, convenor)


def _reached(name: str, role: str, user: User | None) -> Recipient:
    """An account that is closed or suspended reads nothing. We do not say which it is."""
    if user is None or not user.is_active:
        return Recipient(name, role, None, _nobody(f"We cannot reach {name} through this site"))
    return Recipient(name, role, user)


def _nobody(state: str) -> str:
    return f"{state} at present. {INSTEAD}"
