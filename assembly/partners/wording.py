"""The facts of an appointment in words, for its page."""

import datetime as dt

from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import short_day

from .models import Appointment


def facts(appointment: Appointment, on: dt.date) -> list[tuple[str, str]]:
    """Pairs of label and value."""
    found = [
        ("Seat", str(appointment.seat)),
        ("Basis", _basis(appointment)),
        ("Term", f"{short_day(appointment.starts_on)} to {short_day(appointment.last_day)}"),
        ("Code of conduct", taking(appointment, on)),
    ]
    if appointment.organisation:
        found.insert(1, ("Put forward by", str(appointment.organisation)))
    if appointment.body:
        found.insert(1, ("Sits there for", str(appointment.body)))
    return found


def _basis(appointment: Appointment) -> str:
    """How they came to it: the election and its vote, when they are known."""
    words = appointment.get_basis_display()
    if appointment.election_title:
        words += f": {appointment.election_title}"
    if appointment.vote:
        words += f". {appointment.vote}"  # a sentence
    if appointment.basis == Appointment.Basis.INVITED and appointment.seat.is_elected:
        words += ", until the seat is filled by election"
    return words


def taking(appointment: Appointment, on: dt.date) -> str:
    """Whether the code of conduct is accepted; if not, for how long the seat waits for it."""
    if appointment.taken_on and not appointment.code_version:
        return "Took the seat before there was a code of conduct"
    if appointment.taken_on:
        where = "on paper, " if appointment.taken_on_paper else ""
        return f"Version {appointment.code_version} accepted {where}on {short_day(appointment.taken_on)}"
    if appointment.left_on <= on:
        return "Never accepted: the seat was not taken"
    days = (on - appointment.starts_on).days
    if days <= 0:
        return (
            f"Has not accepted the code yet; the term starts on {short_day(appointment.starts_on)}"
        )
    return f"Has not accepted the code yet, {in_words(days, 'days')} into the term"
