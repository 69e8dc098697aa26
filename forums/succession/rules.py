"""May an organisation still join or leave a forum, and has each forum that ends one to carry on in?"""

import datetime as dt
from collections.abc import Sequence

from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day
from forums.models import Group


def is_going_on(group: Group, heir: Group | None, on: dt.date) -> Ruling:
    """The forum of a district that has ended takes nobody in and lets nobody go: it is a record."""
    if not group.is_over(on):
        return ALLOWED
    carries_on = f" It carries on as the {heir}: its members are members there." if heir else ""
    return refused(f"The {group} ended on {short_day(group.ended_on)}.{carries_on}")


def has_forum_to_carry_on_in(
    ended: Sequence[Group], heir: Group | None, *, successor: str, founded: str, taken: Group | None
) -> Ruling:
    """`founded` is the name of the forum that is to be founded on the day; `taken` the group that has it."""
    if not ended:
        if founded:
            return refused(
                "None of the districts that end has a forum, so no new forum is needed. Leave the name empty."
            )
        return ALLOWED
    if heir and founded:
        return refused(
            f"{successor} already has a forum, the {heir}. Leave the name of a new one empty."
        )
    if not heir and not founded:
        return refused(
            f"The members of the {ended[0]} need a forum to carry on in, and {successor} has none. "
            "Enter a name for one, and we will set it up on the day."
        )
    if taken:
        return refused(
            f"There is already a group called “{taken}”. Choose another name for the forum."
        )
    return ALLOWED
