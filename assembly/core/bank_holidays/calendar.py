"""Working days in England: every day but Saturdays, Sundays and bank holidays.

The holidays follow from rules (the Banking and Financial Dealings Act 1971, and what is proclaimed every year), so a
day some years ahead is right without a list to keep up. What rules cannot know, the Support Unit enters on a screen:
`core.bank_holidays` hands that in, and every deadline asks it. `MOVED` and `ONE_OFF` are those up to 2023.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from dateutil.easter import easter

from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import short_day

FIRST_YEAR = 1978  # the first with the bank holiday early in May
MONDAY, SATURDAY = 0, 5
A_DAY = dt.timedelta(days=1)

# The day that a rule gives, and the day that was kept instead.
MOVED = {
    dt.date(1995, 5, 1): dt.date(1995, 5, 8),  # fifty years after the war in Europe
    dt.date(2002, 5, 27): dt.date(2002, 6, 4),  # Golden Jubilee
    dt.date(2012, 5, 28): dt.date(2012, 6, 4),  # Diamond Jubilee
    dt.date(2020, 5, 4): dt.date(2020, 5, 8),  # seventy-five years after the war in Europe
    dt.date(2022, 5, 30): dt.date(2022, 6, 2),  # Platinum Jubilee
}
ONE_OFF = {
    dt.date(1981, 7, 29): "Royal wedding",
    dt.date(1999, 12, 31): "Millennium Eve",
    dt.date(2002, 6, 3): "Golden Jubilee",
    dt.date(2011, 4, 29): "Royal wedding",
    dt.date(2012, 6, 5): "Diamond Jubilee",
    dt.date(2022, 6, 3): "Platinum Jubilee",
    dt.date(2022, 9, 19): "State funeral of Queen Elizabeth II",
    dt.date(2023, 5, 8): "Coronation of King Charles III",
}


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> Mapping[dt.date, str]:
    """The days of this year on which banks are closed in England, with their names. From 1978 on."""
    if year < FIRST_YEAR:
        raise ValueError(f"Bank holidays are known from {FIRST_YEAR} on, not for {year}.")
    sunday: dt.date = easter(year)
    by_rule = {
        _on_a_weekday(dt.date(year, 1, 1)): "New Year's Day",
        sunday - 2 * A_DAY: "Good Friday",
        sunday + A_DAY: "Easter Monday",
        _monday_from(dt.date(year, 5, 1)): "Early May bank holiday",
        _monday_from(dt.date(year, 5, 25)): "Spring bank holiday",
        _monday_from(dt.date(year, 8, 25)): "Summer bank holiday",
        _past_the_weekend(dt.date(year, 12, 25)): "Christmas Day",
        _past_the_weekend(dt.date(year, 12, 26)): "Boxing Day",
    }
    kept = {MOVED.get(day, day): name for day, name in by_rule.items()}
    return kept | {day: name for day, name in ONE_OFF.items() if day.year == year}


def name_of(day: dt.date) -> str:
    """Of a bank holiday that comes by rule; empty for any other day."""
    return bank_holidays(day.year).get(day, "") if day.year >= FIRST_YEAR else ""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The calendar that deadlines are reckoned by: the rules, with what was granted and moved beside them."""

    granted: Mapping[dt.date, str] = field(default_factory=dict)
    moved_from: frozenset[dt.date] = frozenset()

    def holiday(self, day: dt.date) -> str:
        """The name of the bank holiday on this day; empty when it is none."""
        if day in self.granted:
            return self.granted[day]
        return "" if day in self.moved_from else bank_holidays(day.year).get(day, "")

    def include(self, day: dt.date) -> bool:
        return day.weekday() < SATURDAY and not self.holiday(day)

    def after(self, day: dt.date, number: int) -> dt.date:
        """The working day that comes as the given one after a day; the day itself is not counted."""
        while number > 0:
            day += A_DAY
            number -= self.include(day)
        return day

    def before(self, day: dt.date, number: int) -> dt.date:
        """The working day that comes as the given one before a day; the day itself is not counted."""
        while number > 0:
            day -= A_DAY
            number -= self.include(day)
        return day

    def between(self, since: dt.date, until: dt.date) -> int:
        """How many working days there are after the first day, up to and with the second; none when it is earlier."""
        return sum(map(self.include, _days(since, until)))

    def reckoned(self, since: dt.date, number: int) -> str:
        """“10 working days from 3 March 2026, leaving out Good Friday and Easter Monday”."""
        found = f"{in_words(number, 'working days')} from {short_day(since)}"
        days = _days(since, self.after(since, number))
        *others, last = ["", *(name for day in days if (name := self._left_out(day)))]
        if not last:
            return found
        names = ", ".join(filter(None, others))
        return f"{found}, leaving out {f'{names} and {last}' if names else last}"

    def _left_out(self, day: dt.date) -> str:
        name = self.holiday(day) if day.weekday() < SATURDAY else ""
        return f"the {name}" if name.endswith("bank holiday") else name


def _days(since: dt.date, until: dt.date) -> Iterator[dt.date]:
    return (since + number * A_DAY for number in range(1, (until - since).days + 1))


def _monday_from(day: dt.date) -> dt.date:
    """The first Monday on or after this day."""
    return day + (MONDAY - day.weekday()) % 7 * A_DAY


def _on_a_weekday(day: dt.date) -> dt.date:
    return _monday_from(day) if day.weekday() >= SATURDAY else day


def _past_the_weekend(day: dt.date) -> dt.date:
    """Two days later when it falls on a weekend, so that the substitutes for Christmas and Boxing Day never meet."""
    return day + 2 * A_DAY if day.weekday() >= SATURDAY else day
