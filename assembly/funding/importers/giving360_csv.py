"""Grants from a 360Giving CSV, row by row."""

import csv
import re
from collections.abc import Iterable, Iterator

from assembly.core.csv_files import plain_cell
from assembly.core.text_files import Unreadable

from . import own_csv
from .files import SourceFile
from .giving360 import PATHS, REQUIRED, TITLES, Values


def read_rows(file: SourceFile) -> Iterator[tuple[int, Values]]:
    """Yield each row's number, as a spreadsheet counts it, and its cells by path."""
    with file.path.open(encoding=file.encoding.value, newline="") as text:
        rows = csv.reader(text, strict=True)
        try:
            header = next(rows, [])
            own = own_csv.is_own(header)
            columns = _columns(header, file.name, own=own)
            for number, cells in enumerate(rows, start=2):
                if any(cell.strip() for cell in cells):
                    values = _values(columns, map(plain_cell, cells) if own else cells)
                    yield number, own_csv.with_published_funder(values) if own else values
        except csv.Error as error:
            raise Unreadable(
                f"{file.name} is not well-formed CSV at line {max(rows.line_num, 1)}: {error}."
            ) from error


def _columns(header: list[str], name: str, *, own: bool) -> list[str | None]:
    columns = [(own_csv.path(title) if own else None) or _path(title) for title in header]
    twice = {path for path in columns if path and columns.count(path) > 1}
    if twice:
        raise Unreadable(f"{name} has the column {_title(min(twice))} more than once.")
    missing = [TITLES[path] for path in REQUIRED if path not in columns]
    if not any(path and path.startswith("recipient") for path in columns):
        missing += ["Recipient Org:Identifier", "Recipient Org:Name"]
    if missing:
        raise Unreadable(f"{name} is not 360Giving CSV: it has no column {', '.join(missing)}.")
    return columns


def _path(title: str) -> str | None:
    """Find what a column holds by its title, or by its path; "Recipient Org:0:Name" is another way to write it."""
    title = re.sub(r":0(?=:)", "", " ".join(title.split()))
    return title if title in TITLES else PATHS.get(title.casefold())


def _title(path: str) -> str:
    return TITLES.get(path, path.removeprefix(own_csv.PREFIX))


def _values(columns: list[str | None], cells: Iterable[str]) -> Values:
    return {path: cell for path, cell in zip(columns, cells, strict=False) if path}
