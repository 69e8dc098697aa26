"""A file of an official register, read line by line: a few lines of it are in memory at a time."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from assembly.core.json_stream import read_items
from assembly.core.text_files import TextFile, Unreadable, open_text

from .charities import COMMISSION, SAMPLE, Layout
from .lines import Bad, EntryLine, PassedOver

LAYOUTS = (SAMPLE, COMMISSION)
LONGEST_CELL = 1 << 17
Line = tuple[int, EntryLine | Bad | PassedOver]


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A file whose layout is known: lines of tab- or comma-separated text, or one JSON list."""

    text: TextFile
    layout: Layout
    separator: str  # "" for JSON

    @property
    def name(self) -> str:
        return self.text.name

    @property
    def form(self) -> str:
        return {"": "JSON", "\t": "tab-separated text", ",": "CSV"}[self.separator]


def open_register(path: Path) -> RegisterFile:
    """Tell the layout by the first line; the ending of the name decides nothing."""
    text = open_text(path)
    start = text.start.lstrip()
    if not start:
        raise Unreadable(f"{text.name} is empty.")
    if start.startswith("{"):
        raise Unreadable(
            f"{text.name} is JSON, but not one list: write [ before the first charity, a comma between two, and ] "
            "after the last; or load the tab-separated text of the same extract."
        )
    if start.startswith("["):
        return RegisterFile(text, COMMISSION, "")
    header = start.splitlines()[0]
    separator = "\t" if "\t" in header else ","
    columns = set(_columns(header, separator))
    best = max(LAYOUTS, key=lambda layout: len(columns & set(layout.columns)))
    missing = [column for column in best.columns if column not in columns]
    if len(missing) > len(best.columns) / 2:
        raise Unreadable(
            f"{text.name} is no file of charities that is known here: its first line should name columns such as "
            "registered_charity_number, or be a JSON list."
        )
    if missing:
        raise Unreadable(f"{text.name} lacks the columns {', '.join(missing)} ({best.name}).")
    return RegisterFile(text, best, separator)


def read_lines(file: RegisterFile) -> Iterator[Line]:
    """Yield each line's number, and what is to be made of it. In JSON it is the number of the item in the list."""
    try:
        with file.text.path.open(encoding=file.text.encoding.value, newline="") as text:
            yield from _json(file, text) if not file.separator else _cells(file, text)
    except UnicodeDecodeError as error:
        raise Unreadable(f"{file.name} changed while it was being read.") from error
    except OSError as error:
        raise Unreadable(f"{file.name} cannot be read to its end: {error.strerror}.") from error


def _json(file: RegisterFile, text: TextIO) -> Iterator[Line]:
    for number, item in enumerate(read_items(text, file.name), start=1):
        if isinstance(item, dict):
            yield number, file.layout.read(item)
        else:
            yield number, Bad(("It should be an object with the facts of one charity.",))


def _cells(file: RegisterFile, text: TextIO) -> Iterator[Line]:
    csv.field_size_limit(LONGEST_CELL)
    rows = _reader(file, text)
    try:
        columns = [title.strip() for title in next(rows)]
        while True:
            number = rows.line_num + 1
            cells = next(rows, None)
            if cells is None:
                return
            if not any(cells):
                continue
            if len(cells) != len(columns):
                yield number, Bad((f"It has {len(cells)} cells, and {len(columns)} columns.",))
            else:
                yield number, file.layout.read(dict(zip(columns, cells, strict=True)))
    except csv.Error as error:
        raise Unreadable(
            f"{file.name} is not well-formed at line {max(rows.line_num, 1)}: {error}."
        ) from error


def _reader(file: RegisterFile, text: TextIO) -> Any:  # csv gives its readers no name
    """Of tab-separated text, as the Commission writes it: nothing is quoted, so that a quotation mark is a letter.

    A backslash stands before a tab, a line end or a backslash that belongs to the words.
    """
    if file.separator == "\t":
        return csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\")
    return csv.reader(text, delimiter=file.separator)


def _columns(header: str, separator: str) -> list[str]:
    return [title.strip() for title in next(csv.reader([header], delimiter=separator))]
