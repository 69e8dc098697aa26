"""The meetings and minutes of the Compact Board, which a higher app keeps: it brings them as a panel."""

from collections.abc import Callable

from assembly.core.points import Point
from assembly.core.templatetags.assembly import short_day
from assembly.membership.panels import Panel, PanelLine
from assembly.partners.models import Partnership

Source = Callable[[Partnership], Panel | None]

sources: Point[Source] = Point("the meetings and minutes of the Compact Board")
SHOWN = 6
HEADING = "Meetings and minutes"


def meetings_of(partnership: Partnership) -> Panel:
    """As its group shows them; without a group, the days in the register of meetings."""
    for source in sources:
        if panel := source(partnership):
            return panel
    found = partnership.meetings.filter(cancelled=False)[:SHOWN]
    return Panel(
        heading=HEADING,
        lines=tuple(
            PanelLine(
                f"{one.title}, {short_day(one.held_on)}",
                one.papers,
                "" if one.papers else "No papers on record",
            )
            for one in found
        ),
        empty="No meeting of the Compact Board is on record yet.",
    )
