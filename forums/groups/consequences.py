"""What joining or leaving a group means elsewhere, said on the screen before somebody does it.

The apps above know: whether a contest of the group is announced, say, and whether its roll is frozen.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from enum import StrEnum

from assembly.core.points import Point
from assembly.membership.models import Organisation
from forums.models import Group


class Change(StrEnum):
    JOINS = "joins"
    LEAVES = "leaves"
    IS_REMOVED = "is removed"


Saying = Callable[[Group, Organisation, Change, dt.datetime], Iterable[str]]

sayings: Point[Saying] = Point("what joining or leaving a group means")


def of(group: Group, organisation: Organisation, change: Change, at: dt.datetime) -> list[str]:
    """Whole sentences; none when nothing hangs on it."""
    return [sentence for saying in sayings for sentence in saying(group, organisation, change, at)]
