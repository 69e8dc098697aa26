"""May this person write to the people of a group? The apps above may forbid it: elections, to be fair to candidates."""

import datetime as dt
from collections.abc import Callable

from assembly.accounts.models import User
from assembly.core.points import Point
from assembly.core.rules import ALLOWED, Ruling, refused
from forums.models import Group

KEPT = 24  # months
AGAIN_AFTER = dt.timedelta(days=1)

rulings: Point[Callable[[Group, User, dt.datetime], Ruling]] = Point(
    "whether a person may write to the people of a group"
)


def may_write(group: Group, person: User, at: dt.datetime) -> Ruling:
    found = (ruling(group, person, at) for ruling in rulings)
    return next((ruling for ruling in found if not ruling), ALLOWED)


def may_send(*, readers: int, is_sent_already: bool) -> Ruling:
    if not readers:
        return refused(
            "Nobody in this group has asked to hear everything, so there is nobody to write to."
        )
    if is_sent_already:
        return refused("You have already sent this message to the group.")
    return ALLOWED
