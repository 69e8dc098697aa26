"""Working days in England: every day but Saturdays, Sundays and bank holidays.

The holidays follow from rules (the Banking and Financial Dealings Act 1971, and what is proclaimed every year), so a
day some years ahead is right without a list to keep up. What rules cannot know is `MOVED` and `ONE_OFF`: add a line
there when the government moves or grants a day.
"""

import datetime as dt
from functools import lru_cache

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
ONE_OFF = frozenset(
    {
        dt.date(1981, 7, 29),  # a royal wedding
        dt.date(1999, 12, 31),  # the end of the millennium
        dt.date(2002, 6, 3),  # Golden Jubilee
        dt.date(2011, 4, 29),  # a royal wedding
        dt.date(2012, 6, 5),  # Diamond Jubilee
        dt.date(2022, 6, 3),  # Platinum Jubilee
        dt.date(2022, 9, 19),  # the funeral of Queen Elizabeth II
        dt.date(2023, 5, 8),  # the coronation of King Charles III
    }
)


def easter_sunday(year: int) -> dt.date:
    """Easter of the Gregorian calendar, by the rule of the tables (Butcher, 1876), for any year after 1582."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    moon_drift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - moon_drift + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late_moon = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late_moon + 114, 31)
    return dt.date(year, month, day + 1)


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> frozenset[dt.date]:
    """The days of this year on which banks are closed in England, substitute days included. From 1978 on."""
    if year < FIRST_YEAR:
        raise ValueError(f"Bank holidays are known from {FIRST_YEAR} on, not for {year}.")
    easter = easter_sunday(year)
    by_rule = {
        _on_a_weekday(dt.date(year, 1, 1)),
        easter - 2 * A_DAY,
        easter + A_DAY,
        _monday_from(dt.date(year, 5, 1)),
        _monday_from(dt.date(year, 5, 25)),
        _monday_from(dt.date(year, 8, 25)),
        *_christmas(year),
    }
    kept = {MOVED.get(day, day) for day in by_rule}
    return frozenset(kept | {day for day in ONE_OFF if day.year == year})


def is_working_day(day: dt.date) -> bool:
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_day_after(day: dt.date, number: int) -> dt.date:
    """The working day that comes as the given one after a day; the day itself is not counted."""
    while number > 0:
        day += A_DAY
        number -= is_working_day(day)
    return day


def working_day_before(day: dt.date, number: int) -> dt.date:
    """The working day that comes as the given one before a day; the day itself is not counted."""
    while number > 0:
        day -= A_DAY
        number -= is_working_day(day)
    return day


def working_days(since: dt.date, until: dt.date) -> int:
    """How many working days there are after the first day, up to and with the second; none when it comes earlier."""
    days = (until - since).days
    return sum(is_working_day(since + n * A_DAY) for n in range(1, days + 1))


def _monday_from(day: dt.date) -> dt.date:
    """The first Monday on or after this day."""
    return day + (MONDAY - day.weekday()) % 7 * A_DAY


def _on_a_weekday(day: dt.date) -> dt.date:
    return _monday_from(day) if day.weekday() >= SATURDAY else day


def _christmas(year: int) -> set[dt.date]:
    """Christmas Day and Boxing Day; what falls on a weekend is kept on the next free weekdays."""
    found: set[dt.date] = set()
    for day in (dt.date(year, 12, 25), dt.date(year, 12, 26)):
        if day.weekday() < SATURDAY:
            found.add(day)
    for day in (dt.date(year, 12, 25), dt.date(year, 12, 26)):
        if day.weekday() >= SATURDAY:
            substitute = _monday_from(day)
            found.add(substitute if substitute not in found else substitute + A_DAY)
    return found
