"""May this seat be filled, on this basis, from this day?"""

import datetime as dt

from assembly.core.rules import ALLOWED, Ruling, refused

from .models import Appointment, Seat


def may_be_filled(seat: Seat, *, starts_on: dt.date, former: Appointment | None) -> Ruling:
    """A seat that still exists, from a day on which the former holder has had at least one day of the term."""
    if seat.abolished_on and seat.abolished_on <= starts_on:
        return refused(f"The seat “{seat.title}” was abolished and cannot be filled.")
    if former and former.starts_on >= starts_on:
        return refused(
            f"{former.name} holds the seat “{seat.title}” from {former.starts_on:%-d %B %Y}: "
            "a new term starts after that day."
        )
    return ALLOWED


def may_be_ended(appointment: Appointment, *, on: dt.date) -> Ruling:
    if appointment.ended_on or appointment.ends_on <= on:
        return refused(f"The appointment of {appointment.name} has ended already.")
    if on < appointment.starts_on:
        return refused(
            f"The appointment of {appointment.name} starts on {appointment.starts_on:%-d %B %Y} and cannot end before."
        )
    return ALLOWED
