"""Whether somebody may be named convenor or deputy of a group, and for how long.

Who it is on a day is `Group.convenor_on` and `Group.deputy_on`; what they find on the group's page is in
`selectors.py`, and what else they may read in `forums/readers.py`.
"""

import datetime as dt

from assembly.accounts.models import User
from assembly.core.days import months_after
from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day
from forums.models import ConvenorTerm, Group

YEARS_AT_MOST = 3


def may_be_convenor(*, last_day: dt.date, decided_on: dt.date, on: dt.date) -> Ruling:
    """A convenor has a term (docs/design.md), and somebody decided on it before it begins."""
    if last_day < on:
        return refused("The last day of the term has passed. Choose today or a later day.")
    longest = months_after(on, 12 * YEARS_AT_MOST)
    if last_day > longest:
        return refused(
            f"A term is {in_words(YEARS_AT_MOST, 'years', spelt=True)} at most: "
            f"choose {short_day(longest)} or an earlier day. "
            "The same person can be named again."
        )
    if decided_on > on:
        return refused(
            "The day of the decision cannot be in the future. Choose today or an earlier day."
        )
    return ALLOWED


def may_be_deputy(group: Group, person: User, on: dt.date) -> Ruling:
    if group.convenor_on(on) == person:
        return refused(f"{person} convenes the {group}. Name somebody else as deputy.")
    return ALLOWED


def may_be_ended(group: Group, term: ConvenorTerm | None, role: ConvenorTerm.Role) -> Ruling:
    if term is None:
        return refused(f"The {group} has no {role.label.lower()}, so there is no term to end.")
    return ALLOWED
