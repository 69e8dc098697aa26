"""May this person see to a vacancy, and may this report to the strategic partnership be entered?"""

import datetime as dt
from collections.abc import Collection

from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day
from assembly.partners.models import Partnership
from assembly.partners.selectors import Place

from .seats import AT_WORK


def is_at_work(held: Collection[str]) -> Ruling:
    """`held` are the offices of the person who acts."""
    if set(held).intersection(AT_WORK):
        return ALLOWED
    return refused("Only the Support Unit and members of the Compact Board can do this.")


def is_vacant(place: Place) -> Ruling:
    """Only a vacancy has an owner."""
    if place.seat.abolished_on and place.seat.abolished_on <= place.on:
        return refused(f"The seat “{place.seat.title}” was abolished, so nobody has to fill it.")
    if place.holder:
        return refused(
            f"{place.holder.name} holds the seat “{place.seat.title}”, so there is no vacancy to fill."
        )
    return ALLOWED


def may_own(name: str, held: Collection[str]) -> Ruling:
    """`held` are the offices of the person who is named."""
    if set(held).intersection(AT_WORK):
        return ALLOWED
    return refused(
        f"{name} is not in the Support Unit and not a member of the Compact Board. Choose somebody from the list."
    )


def may_be_entered(
    to: Partnership, *, reported_on: dt.date, next_due_on: dt.date, known: bool, on: dt.date
) -> Ruling:
    """A report that was made, the only one of that day, with the day by which the next is due."""
    if reported_on > on:
        return refused("The report is on a day to come. Enter it once it has been made.")
    if next_due_on <= reported_on:
        return refused(
            f"The next report is due after this one, so after {short_day(reported_on)}. Enter a later day."
        )
    if known:
        return refused(
            f"A report to {to} on {short_day(reported_on)} has been entered already. Correct that one instead."
        )
    return ALLOWED
