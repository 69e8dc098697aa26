"""Who convenes a group on a day, and whether somebody may be named."""

import datetime as dt

from assembly.core.days import months_after
from assembly.core.rules import ALLOWED, Ruling, refused
from forums.models import Group

MONTHS_AT_MOST = 36


def may_be_convenor(*, last_day: dt.date, on: dt.date) -> Ruling:
    """DESIGN, section 5: a convenor has a term."""
    if last_day < on:
        return refused("The last day of the term has passed. Choose today or a later day.")
    longest = months_after(on, MONTHS_AT_MOST)
    if last_day > longest:
        return refused(
            f"A term is three years at most: choose {longest:%-d %B %Y} or an earlier day. "
            "The same person can be named again."
        )
    return ALLOWED


def may_be_ended(group: Group) -> Ruling:
    if group.convenor_id is None:
        return refused(f"The {group} has no convenor, so there is no term to end.")
    return ALLOWED
