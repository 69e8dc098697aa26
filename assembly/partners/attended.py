"""Whether somebody came to a meeting, where another app knows it: a report starts with it, and can say otherwise.

So the attendance that a group enters once serves the partnership too.
"""

from collections.abc import Callable

from assembly.core.points import Point

from .models import Appointment, Meeting

# Gives a value of `Report.Attendance`, or nothing.
Source = Callable[[Appointment, Meeting], str]

sources: Point[Source] = Point("how somebody took part in a meeting of a partnership")


def initial(appointment: Appointment, meeting: Meeting) -> dict[str, str]:
    """What the form of the report begins with."""
    known = next((how for source in sources if (how := source(appointment, meeting))), "")
    return {"attendance": known} if known else {}
