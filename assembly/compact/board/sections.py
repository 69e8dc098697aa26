"""What a member of the Compact Board finds on their own page, part by part.

The Compact knows neither consultations nor groups. A higher app hands in its part from its `AppConfig.ready`:

    sections.add(panels.without_a_reason, place=2)
"""

import datetime as dt
from collections.abc import Callable

from assembly.membership.panels import Panel

Section = Callable[[dt.date], Panel]

_sections: dict[Section, int] = {}


def add(section: Section, *, place: int) -> None:
    """`place` is its position on the page, counted from the top."""
    _sections[section] = place


def on(day: dt.date) -> list[Panel]:
    """Every part, in the order of their places."""
    return [section(day) for section in sorted(_sections, key=_sections.__getitem__)]
