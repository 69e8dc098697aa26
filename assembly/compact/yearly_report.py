"""The yearly Compact report, section by section: each app reports on what it knows of."""

import datetime as dt
from collections.abc import Callable

from assembly.core.points import Point
from assembly.membership.panels import Panel

# From the first to the last day of the year; None when there is nothing to report.
Section = Callable[[dt.date, dt.date], Panel | None]

sections: Point[Section] = Point("the yearly Compact report")


def of_year(year: int) -> list[Panel]:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    return [found for section in sections if (found := section(first, last))]
