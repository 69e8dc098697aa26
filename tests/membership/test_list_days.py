"""A day is read in one way only, or the cell says what it looks like and what to write."""

import datetime as dt

import pytest

from assembly.membership.member_lists.days import read_day
from assembly.membership.member_lists.rows import Wrong

READ = ["01/04/2008", "1/4/2008", "1.4.2008", "01-04-2008", "2008-04-01", "2008-04-01 00:00:00",
        "2008-04-01T00:00:00.000", "1 April 2008", "1-Apr-2008", "1st April 2008"]  # fmt: skip
NAMED = [
    ("39539", "looks like 1 April 2008 as a spreadsheet counts days"),
    ("39539.0", "looks like 1 April 2008"),
    ("01/04/08", "The year has two digits only"),
    ("1-Apr-08", "The year has two digits only"),
    ("April 2008", "The day is missing"),
    ("2008", "The day is missing"),
    ("04/2008", "The day is missing"),
    ("04/13/2008", "There is no such day: day, month and year are read in this order"),
    ("31 June 2008", "There is no such day"),
    ("1/4-2008", "This is no date"),
    ("1 Brumaire 2008", "This is no date"),
    ("last year", "This is no date such as 30/11/2008"),
    ("\u0660\u0661/\u0660\u0664/2008", "This is no date"),  # digits of another script
]


@pytest.mark.parametrize("text", READ)
def test_a_day_is_read(text):
    assert read_day(text) == dt.date(2008, 4, 1)


@pytest.mark.parametrize(("text", "sentence"), NAMED)
def test_what_may_be_another_day_is_named(text, sentence):
    with pytest.raises(Wrong, match=sentence):
        read_day(text)
