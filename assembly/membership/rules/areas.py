"""May themes be loaded, or a district be followed by another?"""

import datetime as dt

from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership.models import District


def may_load_default_themes(*, themes: int) -> Ruling:
    if themes:
        return refused(
            "There are themes already, so the usual six are not loaded. Add each theme that is missing."
        )
    return ALLOWED


def may_be_followed(
    district: District, successor: District | None, ends_on: dt.date | None
) -> Ruling:
    """A district that ended may have a successor, which is not itself, nor one that it followed."""
    if successor is None:
        return ALLOWED
    if ends_on is None:
        return refused("A successor follows a district that has ended: give its last day.")
    following: District | None = successor
    while following is not None:
        if following == district:
            return refused(
                f"{successor} cannot follow {district}: it is the same one or came earlier. Choose another successor."
            )
        following = following.successor
    return ALLOWED


def has_ended(successor: District | None, ends_on: dt.date, on: dt.date) -> Ruling:
    """A successor that one person enters is history; what is still to come takes two."""
    if successor and ends_on >= on:
        return refused(
            "This district has not ended yet. Enter it without a successor, then prepare its succession under "
            "Partners, Successions."
        )
    return ALLOWED
