"""What a member of the Compact Board finds on their own page, part by part.

The Compact knows neither consultations nor groups. A higher app hands in its part from its `AppConfig.ready`:

    sections.add(panels.without_a_reason)
"""

import datetime as dt
from collections.abc import Callable

from assembly.membership.panels import Panel

Section = Callable[[dt.date], Panel]

_sections: list[Section] = []


def add(section: Section) -> None:
    if section not in _sections:
        _sections.append(section)


def on(day: dt.date) -> list[Panel]:
    """Every part, in the order of the apps."""
    return [section(day) for section in _sections]
