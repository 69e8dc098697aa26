"""May a public body have this address, or end?"""

import datetime as dt

from assembly.core import addressed
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.partners.models import PublicBody

from . import consequences


def may_have_address(slug: str) -> Ruling:
    """No other body has it, and neither has a page or another part of the site."""
    rulings = (
        addressed.may_have_address(PublicBody, slug),
        *(rule(slug) for rule in consequences.rules),
    )
    return next((ruling for ruling in rulings if not ruling), ALLOWED)


def may_end(body: PublicBody, ended_on: dt.date | None, successor: PublicBody | None) -> Ruling:
    """A body that ended may have a successor, which is not itself, nor one that it followed."""
    if successor is None:
        return ALLOWED
    if ended_on is None:
        return refused("A successor follows a body that has ended: give the day.")
    following: PublicBody | None = successor
    while following is not None:
        if following == body:
            return refused(
                f"{successor} cannot follow {body}: it is the same one or came earlier. Choose another successor."
            )
        following = following.successor
    return ALLOWED
