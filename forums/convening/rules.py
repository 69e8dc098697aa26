"""Whether somebody may be named convenor of a group, and for how long.

Who convenes it on a day is `Group.convenor_on`; what a convenor finds on the group's page is in `selectors.py`, and
what else they may read in `forums/readers.py`.
"""

import datetime as dt

from assembly.core.days import months_after
from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day
from forums.models import Group

YEARS_AT_MOST = 3


def may_be_convenor(*, last_day: dt.date, on: dt.date) -> Ruling:
    """A convenor has a term (docs/design.md)."""
    if last_day < on:
        return refused("The last day of the term has passed. Choose today or a later day.")
    longest = months_after(on, 12 * YEARS_AT_MOST)
    if last_day > longest:
        return refused(
            f"A term is {in_words(YEARS_AT_MOST, 'years', spelt=True)} at most: "
            f"choose {short_day(longest)} or an earlier day. "
            "The same person can be named again."
        )
    return ALLOWED


def may_be_ended(group: Group) -> Ruling:
    if group.convenor_id is None:
        return refused(f"The {group} has no convenor, so there is no term to end.")
    return ALLOWED
