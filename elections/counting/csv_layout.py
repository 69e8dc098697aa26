"""How people lay out CSV files of ballots: what stands between columns, above the headings and beside the ballot.

What is passed over is told in a note; what might be a ballot or might not is refused.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from .errors import CsvError
from .words import counted, joined, visible

SHOWN = 40
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
# Columns that forms and voting services put beside the ballot; compared without signs and in small letters.
_BESIDE = {
    "timestamp", "time stamp", "submitted at", "submission time", "submission date", "start time", "completion time",
    "id", "ballot id", "ballotid", "ballot number", "response id", "respondent id", "voter id", "voter number",
    "participant", "respondent", "username", "email", "email address", "e mail", "e mail address", "ip", "ip address",
}  # fmt: skip
# Headings that are hardly a candidate's, and may hold numbers that look like ranks: somebody has to say.
_UNCLEAR = {
    "total", "totals", "sum", "votes", "count", "papers", "ballots", "number", "no", "name", "score", "points",
    "comment", "comments", "note", "notes", "remarks",
}  # fmt: skip
# "Rank the candidates [Ann]", as Google Forms writes the rows of a grid.
_BRACKETED = re.compile(r"(?P<question>.*\S)\s*\[(?P<inside>[^\[\]]+)\]", re.DOTALL)
_WEIGHT = "weight"


def quoted(text: str) -> str:
    return f"“{visible(text)[:SHOWN]}”"


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """What a person says of a file: columns that are no part of the ballot, and words that stand for an empty cell."""

    ignore: Sequence[str] = ()
    blank: Sequence[str] = ()


@dataclass(slots=True)
class Place:
    """Where in the file the reader is, and the words to say so."""

    name: str
    line: int = 1

    def fail(self, found: str, expected: str) -> NoReturn:
        raise CsvError(f"found {found}; expected {expected}.", name=self.name, line=self.line)


@dataclass(slots=True)
class Sheet:
    """Headings and rows as they stand in the file, cells without the spaces around them."""

    place: Place
    rows: Iterator[list[str]]
    notes: list[str] = field(default_factory=list)

    def headings(self) -> list[str]:
        """Take the first row that is no remark. Columns at the end without a heading are nothing."""
        remarks = []
        titles = next(self.rows, [])
        while titles and titles[0].startswith("#"):
            remarks.append(self.place.line)
            titles = next(self.rows, [])
        if remarks:
            self.notes.append(
                f"{counted(len(remarks), 'line')} above the headings, beginning with #, passed over."
            )
        while titles and not titles[-1]:
            titles.pop()
        return titles


def open_sheet(text: str, place: Place) -> Sheet:
    """Tell what stands between the columns by the headings, and begin to read rows."""
    first = next((line for line in text.splitlines() if line.strip() and line[0] != "#"), "")
    outside_quotes = re.sub(r'"[^"]*"', "", first)
    separator = next((sign for sign in _SEPARATORS if sign in outside_quotes), ",")
    sheet = Sheet(place, _rows(text, separator, place))
    if separator != ",":
        sheet.notes.append(f"Read with {_SEPARATORS[separator]} between the columns.")
    return sheet


def _rows(text: str, separator: str, place: Place) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    empty_line = 0
    while True:
        place.line = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            signs = _SEPARATORS[separator]
            place.fail(f"what is not CSV ({error})", f"{signs}, and whole cells in quotes")
        if row is None:
            return
        if not row:
            empty_line = empty_line or place.line
            continue
        if empty_line:
            place.line = empty_line
            place.fail("an empty line", "a paper; a blank one is written with its commas")
        yield [cell.strip() for cell in row]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a row make the ballot, and which one says how many papers the row stands for."""

    titles: list[str]
    places: list[int]
    weight: int | None
    width: int

    def cells_of(self, row: Sequence[str], place: Place) -> tuple[list[str], str]:
        """The cells of the ballot, and that of the weight."""
        row = list(row)
        while len(row) > self.width and not row[-1]:
            row.pop()
        if len(row) != self.width:
            place.fail(counted(len(row), "cell"), f"{self.width}, one under each heading")
        return [row[at] for at in self.places], "" if self.weight is None else row[self.weight]


def columns_of(
    titles: Sequence[str], ignore: Sequence[str], sheet: Sheet, candidates: Sequence[str] = ()
) -> Columns:
    """Leave out the columns that are named, and those that a service is known to put beside the ballot.

    A candidate who is called as such a column is one.
    """
    place = sheet.place
    _refuse_odd(titles, place)
    asked = {_column(wanted, titles, place) for wanted in ignore}
    beside = {
        at
        for at, title in enumerate(titles)
        if _plain(title) in _BESIDE and title not in candidates
    } - asked
    if beside:
        named = joined([f"“{visible(titles[at])}”" for at in sorted(beside)])
        what = "column" if len(beside) == 1 else "columns"
        sheet.notes.append(f"The {what} {named} passed over: no part of the ballot.")
    for at, title in enumerate(titles):
        if _plain(title) in _UNCLEAR and title not in candidates and at not in asked:
            place.fail(
                f"a column {quoted(title)}, which is hardly a candidate",
                f"candidates or ranks. Leave it out with --ignore {quoted(title)}; if somebody is called so, list the "
                "candidates with --candidates",
            )
    weights = [at for at, title in enumerate(titles) if title.casefold() == _WEIGHT]
    if len(weights) > 1:
        place.fail("two columns of weights", "one at most")
    left_out = asked | beside | set(weights)
    places = [at for at in range(len(titles)) if at not in left_out]
    if not places:
        place.fail("no columns", "a column for every candidate, or for every rank")
    kept = _without_the_question([titles[at] for at in places], sheet)
    return Columns(kept, places, weights[0] if weights else None, len(titles))


def _refuse_odd(titles: Sequence[str], place: Place) -> None:
    for column, title in enumerate(titles, 1):
        if not title or "\n" in title or "\r" in title:
            place.fail(f"column {column} without a heading of one line", "a heading")
        if titles.count(title) > 1:
            place.fail(f"two columns {quoted(title)}", "headings that differ")


def _column(wanted: str, titles: Sequence[str], place: Place) -> int:
    """The place of a column that is named by its heading, or by its number from 1."""
    folded = [title.casefold() for title in titles]
    if wanted.strip().casefold() in folded:
        return folded.index(wanted.strip().casefold())
    if not (wanted.isdecimal() and 1 <= int(wanted) <= len(titles)):
        place.fail(
            f"no column {quoted(wanted)} to ignore",
            f"one of the headings ({visible(', '.join(titles))}) or the number of a column",
        )
    return int(wanted) - 1


def _without_the_question(titles: list[str], sheet: Sheet) -> list[str]:
    """Of "Rank the candidates [Ann]" leave Ann, where every column asks the same question."""
    found = [_BRACKETED.fullmatch(title) for title in titles]
    questions = {match["question"] for match in found if match}
    if len(titles) < 2 or None in found or len(questions) != 1:
        return titles
    sheet.notes.append(
        f"The question {quoted(questions.pop())} left out of the headings: what stands in brackets was read."
    )
    return [match["inside"].strip() for match in found if match]


def _plain(title: str) -> str:
    return " ".join(re.sub(r"[\W_]", " ", title).casefold().split())
