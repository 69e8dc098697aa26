"""Days as lists write them, the day before the month; what may be read in two ways is said, never guessed."""

import datetime as dt
import re

from assembly.core.templatetags.assembly import short_day

from .rows import Wrong

NUMBERS = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
WORDS = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})[ -]([0-9]{4})")
SHORT_YEAR = re.compile(r"[0-9]{1,2}[/. -](?:[0-9]{1,2}|[A-Za-z]{3,9})[/. -]'?[0-9]{2}")
MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?$")
SERIAL = re.compile(r"[0-9]{5}(\.0+)?")
WITHOUT_DAY = re.compile(r"(?:[A-Za-z]{3,9}[ -])?[0-9]{4}|[0-9]{1,2}/[0-9]{4}|[0-9]{4}-[0-9]{1,2}")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
          "october", "november", "december")  # fmt: skip
# Spreadsheets count days from here.
FIRST_OF_SPREADSHEETS = dt.date(1899, 12, 30)
WRITE = "Write the day, such as 30/11/2008 or 2008-11-30."


def read_day(text: str) -> dt.date:
    """Wrong says what it looks like and what to write."""
    text = MIDNIGHT.sub("", text)
    try:
        if found := NUMBERS.fullmatch(text):
            return dt.date(int(found[4]), int(found[3]), int(found[1]))
        if (found := WORDS.fullmatch(text)) and (month := _month(found[2])):
            return dt.date(int(found[3]), month, int(found[1]))
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return dt.date.fromisoformat(text)
    except ValueError:
        raise Wrong(
            "There is no such day: day, month and year are read in this order. This is no date such as 30/11/2008 or "
            "2008-11-30."
        ) from None
    raise Wrong(_what_it_looks_like(text))


def _month(word: str) -> int | None:
    """By its name, or by three letters of it and “Sept”."""
    for number, month in enumerate(MONTHS, start=1):
        if word.casefold() in {month, month[:3], "sept" if number == 9 else month}:
            return number
    return None


def _what_it_looks_like(text: str) -> str:
    if SERIAL.fullmatch(text):
        day = FIRST_OF_SPREADSHEETS + dt.timedelta(days=int(text[:5]))
        return (
            f"This looks like {short_day(day)} as a spreadsheet counts days. Format the column as dates, and save the "
            "list again."
        )
    if SHORT_YEAR.fullmatch(text):
        return f"The year has two digits only, and may be of either century. {WRITE}"
    if WITHOUT_DAY.fullmatch(text):
        return f"The day is missing. {WRITE}"
    return f"This is no date such as 30/11/2008 or 2008-11-30. {WRITE}"
