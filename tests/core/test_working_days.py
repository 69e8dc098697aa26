"""Bank holidays and working days in England, against the lists that the government published."""

import datetime as dt

import pytest

from assembly.core.bank_holidays.calendar import WorkingDays, bank_holidays

# As published for England and Wales; month and day.
PUBLISHED = {
    2008: "01-01 03-21 03-24 05-05 05-26 08-25 12-25 12-26",
    2009: "01-01 04-10 04-13 05-04 05-25 08-31 12-25 12-28",  # Boxing Day on a Saturday
    2010: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",  # both on a weekend
    2011: "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",  # Christmas Day on a Sunday
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_that_were_published(year):
    assert [f"{day:%m-%d}" for day in sorted(bank_holidays(year))] == PUBLISHED[year].split()


@pytest.mark.parametrize("year", range(1978, 2100))
def test_every_year_has_eight_bank_holidays_on_weekdays(year):
    granted = {1981: 1, 1999: 1, 2002: 1, 2011: 1, 2012: 1, 2022: 2, 2023: 1}
    days = bank_holidays(year)
    assert len(days) == 8 + granted.get(year, 0)
    assert all(day.weekday() < 5 and day.year == year for day in days)


def test_years_before_the_rules_are_refused_and_not_guessed():
    with pytest.raises(ValueError, match="from 1978 on, not for 1977"):
        bank_holidays(1977)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (dt.date(2026, 11, 27), True),
        (dt.date(2026, 11, 28), False),  # a Saturday
        (dt.date(2026, 11, 29), False),
        (dt.date(2026, 12, 24), True),
        (dt.date(2026, 12, 25), False),
        (dt.date(2026, 12, 28), False),  # for Boxing Day
        (dt.date(2026, 12, 29), True),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(day, works):
    assert WorkingDays().include(day) is works


@pytest.mark.parametrize(
    ("day", "number", "after"),
    [
        (dt.date(2026, 11, 26), 0, dt.date(2026, 11, 26)),
        (dt.date(2026, 11, 26), 1, dt.date(2026, 11, 27)),
        (dt.date(2026, 11, 27), 1, dt.date(2026, 11, 30)),
        (dt.date(2026, 11, 28), 1, dt.date(2026, 11, 30)),
        (dt.date(2026, 11, 26), 10, dt.date(2026, 12, 10)),
        (dt.date(2026, 12, 18), 10, dt.date(2027, 1, 6)),  # over Christmas and New Year
        (dt.date(2026, 4, 2), 1, dt.date(2026, 4, 7)),  # over Easter
    ],
)
def test_the_working_day_some_days_later_and_back(day, number, after):
    assert WorkingDays().after(day, number) == after
    assert WorkingDays().between(day, after) == number
    if WorkingDays().include(day):
        assert WorkingDays().before(after, number) == day


def test_before_a_weekend_comes_friday():
    assert WorkingDays().before(dt.date(2026, 11, 29), 1) == dt.date(2026, 11, 27)


def test_no_working_day_lies_between_a_day_and_an_earlier_one():
    assert WorkingDays().between(dt.date(2026, 11, 27), dt.date(2026, 11, 26)) == 0
