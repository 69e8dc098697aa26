"""Meetings that are called elsewhere on the site, and follow what is said of them there."""

from collections.abc import Callable

from assembly.core.points import Point

from .models import Meeting

# A sentence that says where a meeting is changed; empty where it is changed in the register.
Keeper = Callable[[Meeting], str]

keepers: Point[Keeper] = Point("why a meeting is not changed in the register of meetings")


def why_not_here(meeting: Meeting) -> str:
    return next((sentence for keeper in keepers if (sentence := keeper(meeting))), "")
