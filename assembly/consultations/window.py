"""The days of a consultation: how long it runs, which week it is in, what is missing to twelve weeks.

Pure arithmetic of days in the local time of the Assembly; knows no Django and no clock. The sentence on whether it is
long enough is in `compliance.py`.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from dateutil.easter import easter

from assembly.core.figures import in_words

LONDON = ZoneInfo("Europe/London")
FULL = dt.timedelta(weeks=12)
FULL_IN_WORDS = in_words(FULL, "weeks", spelt=True)
DAYS_A_WEEK = 7


class Phase(StrEnum):
    FORTHCOMING = "forthcoming"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many days of a window fall into a holiday, when few people can answer."""

    holiday: str
    days: int


@dataclass(frozen=True, slots=True)
class Window:
    """Two days: it opens at the first moment of one and closes when the other has ended."""

    opens_on: dt.date
    closes_on: dt.date

    @property
    def length(self) -> int:
        """Closing day minus opening day: Monday to Thursday is three days."""
        return (self.closes_on - self.opens_on).days

    @property
    def shortfall(self) -> int:
        return max(0, FULL.days - self.length)

    @property
    def is_full(self) -> bool:
        return self.shortfall == 0

    @property
    def weeks(self) -> int:
        return _week(self.length)

    def week(self, on: dt.date) -> int:
        """The week a day is in: the first on days 0 to 7, and day 84 in the twelfth."""
        return _week((on - self.opens_on).days)

    def days_left(self, on: dt.date) -> int:
        """Days until the closing day; none on the closing day itself."""
        return (self.closes_on - on).days

    def opens_at(self, published_at: dt.datetime | None = None) -> dt.datetime:
        """The first moment of the opening day, or the moment of publishing if that came later."""
        midnight = _midnight(self.opens_on)
        return max(midnight, published_at) if published_at else midnight

    def ends_at(self) -> dt.datetime:
        """The first moment that is too late: the start of the day after the closing day."""
        return _midnight(self.closes_on + dt.timedelta(days=1))

    def phase(self, at: dt.datetime, published_at: dt.datetime | None = None) -> Phase:
        if at < self.opens_at(published_at):
            return Phase.FORTHCOMING
        return Phase.OPEN if at < self.ends_at() else Phase.CLOSED

    def holidays(self) -> list[Overlap]:
        """The days of the window, both ends counted, that fall into Christmas, Easter or August."""
        found = []
        for name in HOLIDAYS:
            days = sum(
                self._days_within(first, last)
                for year in range(self.opens_on.year - 1, self.closes_on.year + 1)
                for first, last in [_holiday(name, year)]
            )
            if days:
                found.append(Overlap(name, days))
        return found

    def _days_within(self, first: dt.date, last: dt.date) -> int:
        return max(0, (min(last, self.closes_on) - max(first, self.opens_on)).days + 1)


def full_window(opens_on: dt.date) -> Window:
    """The twelve weeks that the Compact promises, from an opening day."""
    return Window(opens_on, opens_on + FULL)


HOLIDAYS = ("Christmas", "Easter", "August")


def _holiday(name: str, year: int) -> tuple[dt.date, dt.date]:
    """First and last day: Christmas Eve to New Year's Day, Good Friday to Easter Monday, all of August."""
    if name == "Christmas":
        return dt.date(year, 12, 24), dt.date(year + 1, 1, 1)
    if name == "Easter":
        sunday = easter(year)
        return sunday - dt.timedelta(days=2), sunday + dt.timedelta(days=1)
    return dt.date(year, 8, 1), dt.date(year, 8, 31)


def _week(day: int) -> int:
    return max(1, -(-day // DAYS_A_WEEK))


def _midnight(day: dt.date) -> dt.datetime:
    """No clock change in London falls on midnight, so the moment exists once."""
    return dt.datetime.combine(day, dt.time.min, tzinfo=LONDON)
