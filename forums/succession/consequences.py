"""What belongs to an organisation's place in a group, and so moves with it when its forum carries on as another."""

from collections.abc import Callable

from assembly.core.points import Point
from forums.models import GroupMembership

# From the place that ended to the one in the successor's forum, in the transaction that carries over.
Step = Callable[[GroupMembership, GroupMembership], object]

steps: Point[Step] = Point("what moves with an organisation's place in a forum that is followed")
