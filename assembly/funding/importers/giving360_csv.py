"""Grants from a 360Giving CSV, row by row."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assembly.core.csv_files import plain_cell
from assembly.core.text_files import Unreadable

from . import own_csv
from .files import SourceFile, separator_of
from .giving360 import IN_CELLS, PATHS, REQUIRED, SECOND, TITLES, UNTITLED, Values

# Lines above the titles: a name of the list, remarks.
MOST_ABOVE = 10
# A column of a second organisation, as the standard writes it: Recipient Org:1:Name, recipientOrganization/1/name.
OF_A_SECOND = re.compile(
    r"(recipient|funding) ?org(anization)?[:/][1-9][0-9]*[:/].*", re.IGNORECASE
)
TRANSPARENCY_CODE = {"beneficiary", "amount", "purpose"}


def read_rows(file: SourceFile) -> Iterator[tuple[int, Values]]:
    """Yield each row's number, as a spreadsheet counts it, and its cells by path."""
    with file.path.open(encoding=file.encoding.value, newline="") as text:
        rows = csv.reader(text, strict=True, delimiter=separator_of(file.start))
        try:
            above, header = _titles(rows)
            own = own_csv.is_own(header)
            columns = _columns(header, file.name, own=own)
            for number, cells in enumerate(rows, start=above + 2):
                if any(cell.strip() for cell in cells):
                    values = columns.values(list(map(plain_cell, cells)) if own else cells)
                    yield number, own_csv.with_published_funder(values) if own else values
        except csv.Error as error:
            raise Unreadable(
                f"{file.name} is not well-formed CSV at line {max(rows.line_num, 1)}: {error}."
            ) from error


def _titles(rows: Iterator[list[str]]) -> tuple[int, list[str]]:
    """How many rows stand above the titles, and the titles: the first row that has most of the needed ones."""
    first: list[str] = []
    for above, row in enumerate(rows):
        first = first or row
        known = {_path(title) for title in row}
        if len(known.intersection(REQUIRED)) > len(REQUIRED) / 2:
            return above, row
        if above == MOST_ABOVE:
            break
    return 0, first


@dataclass(frozen=True, slots=True)
class _Columns:
    """What each column holds, by path; None for one that is not read, "" for one without a title."""

    paths: list[str | None]

    def values(self, cells: Sequence[str]) -> dict[str, object]:
        values: dict[str, object] = {IN_CELLS: True}
        for at, cell in enumerate(cells):
            path = self.paths[at] if at < len(self.paths) else UNTITLED
            if path and (cell.strip() or path not in {SECOND, UNTITLED}):
                values.setdefault(path, cell)
        return values


def _columns(header: list[str], name: str, *, own: bool) -> _Columns:
    columns = [(own_csv.path(title) if own else None) or _path(title) for title in header]
    several = {SECOND, UNTITLED}
    twice = {path for path in columns if path and path not in several and columns.count(path) > 1}
    if twice:
        raise Unreadable(f"{name} has the column {_title(min(twice))} more than once.")
    missing = [TITLES[path] for path in REQUIRED if path not in columns]
    if not any(path and path.startswith("recipient") for path in columns):
        missing += ["Recipient Org:Identifier", "Recipient Org:Name"]
    if missing:
        _refuse_transparency_code(header, name)
        raise Unreadable(f"{name} is not 360Giving CSV: it has no column {', '.join(missing)}.")
    return _Columns(columns)


def _refuse_transparency_code(header: list[str], name: str) -> None:
    if {title.strip().casefold() for title in header} >= TRANSPARENCY_CODE:
        raise Unreadable(
            f"{name} looks like a list under the Local Government Transparency Code, which cannot be loaded here: it "
            "has no identifier for each grant, nor for who gives it. Add the columns Identifier, Title, Currency, "
            "Funding Org:Identifier and Funding Org:Name, and give the others their titles of 360Giving."
        )


def _path(title: str) -> str | None:
    """Find what a column holds by its title, or by its path; "Recipient Org:0:Name" is another way to write it."""
    title = re.sub(r":0(?=:)", "", " ".join(title.split()))
    if not title:
        return UNTITLED
    if OF_A_SECOND.fullmatch(title):
        return SECOND
    return title if title in TITLES else PATHS.get(title.casefold())


def _title(path: str) -> str:
    return TITLES.get(path, path.removeprefix(own_csv.PREFIX))
