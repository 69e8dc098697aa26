"""A file of a list taken apart: its titles and rows, however a spreadsheet saved them."""

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from assembly.core.figures import in_words
from assembly.core.text_files import UTF_16, Unreadable, decode

from .columns import MEANS, NAME, tidy

MOST_ROWS = 1_000
LARGEST = 2_000_000  # bytes
MOST_COLUMNS = 200
SEPARATORS = (",", ";", "\t", "|")
# Titles may stand below the heading of a sheet.
MOST_ABOVE = 10
WITHOUT_TITLE = "(without a title)"
Numbered = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Titles and rows of one width; a row has its number as a spreadsheet counts it."""

    titles: list[str]
    titles_row: int
    rows: list[Numbered]
    too_long: dict[int, str] = field(
        default_factory=dict
    )  # row -> what stands beyond the last title
    notes: list[str] = field(default_factory=list)

    def examples(self, place: int) -> list[str]:
        """The first cells of a column that hold something."""
        return [cells[place] for _, cells in self.rows if cells[place].strip()][:3]


def text_of(content: bytes, name: str) -> str:
    """The words of the file: UTF-8, Windows-1252, or UTF-16 as Excel saves “Unicode text”."""
    if content.startswith(UTF_16):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise Unreadable(
                f"{name} begins as UTF-16 does and is not: save it again as CSV (UTF-8)."
            ) from None
    return decode(content, name)


def read_table(text: str, name: str) -> Table:
    """Unreadable says in which row the file breaks off, and what to do."""
    records = list(_records(text, _separator(text), name))
    if not any(tidy(cell) for _, cells in records for cell in cells):
        raise Unreadable(f"{name} is empty.")
    at = _titles_at(records)
    number, titles = records[at]
    if any("\0" in title for title in titles):
        raise Unreadable(f"{name} is not a text file: save the list as CSV.")
    notes = _notes_of_titles(number)
    return _table(name, number, [tidy(title) for title in titles], records[at + 1 :], notes)


def without(text: str, name: str, kept: Collection[int]) -> str:
    """The same file with the cells of other columns empty: what nobody needs is not kept."""
    table = read_table(text, name)
    records = list(_records(text, _separator(text), name))
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    for number, cells in records:
        if number < table.titles_row:
            writer.writerow([cell if place == 0 else "" for place, cell in enumerate(cells)])
        elif number == table.titles_row:
            writer.writerow(cells)
        else:
            width = len(table.titles)
            writer.writerow(
                [
                    cell if place in kept or place >= width else ""
                    for place, cell in enumerate(cells)
                ]
            )
    return written.getvalue()


def _table(
    name: str, number: int, titles: list[str], records: Sequence[Numbered], notes: list[str]
) -> Table:
    """Columns without a title and without a cell are nothing, and neither are empty rows."""
    rows = [(n, _trimmed(cells)) for n, cells in records if any(cell.strip() for cell in cells)]
    titles = _trimmed(titles)
    if len(titles) > MOST_COLUMNS:
        raise Unreadable(f"{name} has {len(titles):,} columns. Is it another file?")
    if not rows:
        raise Unreadable(f"{name} has no row below its titles.")
    if len(rows) > MOST_ROWS:
        raise Unreadable(
            f"{name} has {len(rows):,} rows, and {MOST_ROWS:,} can be taken at once: split it."
        )
    width = len(titles)
    too_long = {n: cells[width] for n, cells in rows if len(cells) > width}
    named = [title or WITHOUT_TITLE for title in titles]
    full = [(n, [*cells[:width], *[""] * (width - len(cells))]) for n, cells in rows]
    return Table(named, number, full, too_long, notes)


def _trimmed(cells: list[str]) -> list[str]:
    """Without the empty cells at the end, which spreadsheets write or leave out as they like."""
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _separator(text: str) -> str:
    """The one by which most titles are known; of those alike, the one that stands in the titles most often."""
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    head = [line for line in text.splitlines()[: MOST_ABOVE * 3] if line.strip()][:MOST_ABOVE]

    if not head:
        return SEPARATORS[0]

    def known(separator: str) -> tuple[int, int]:
        rows = [line.split(separator) for line in head]
        return (
            max(sum(_is_known(cell) for cell in row) for row in rows),
            max(len(row) for row in rows[:1]),
        )

    if head[0].casefold().startswith("sep=") and head[0][4:5] in SEPARATORS:
        return head[0][4]
    return max(SEPARATORS, key=known)


def _is_known(cell: str) -> bool:
    return tidy(cell.strip().strip('"')).casefold() in MEANS


def _records(text: str, separator: str, name: str) -> Iterator[Numbered]:
    """Every record with its number; a quotation mark that breaks one is named with the row in which it begins."""
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    number = 0
    if text[:4].casefold() == "sep=":
        number, text = 1, text.partition("\n")[2]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(
                f"{name} breaks off in row {number}, which begins a few lines before line {reader.line_num} of the "
                f"file: a quotation mark is opened there and not closed, or stands inside a cell ({error}). Close it, "
                "or take it out, and upload the file again."
            ) from error


def _titles_at(records: Sequence[Numbered]) -> int:
    """The first row with a title for the name; else the first that holds anything."""
    filled = [
        place for place, (_, cells) in enumerate(records) if any(tidy(cell) for cell in cells)
    ]
    for place in filled[:MOST_ABOVE]:
        cells = records[place][1]
        known = [MEANS.get(tidy(cell).casefold()) for cell in cells]
        if NAME in known and (len(_trimmed(cells)) > 1 or place == filled[0]):
            return place
    return filled[0]


def _notes_of_titles(number: int) -> list[str]:
    if number == 1:
        return []
    above = in_words(number - 1, "rows above it are", one="row above it is")
    return [f"The titles are taken from row {number}; the {above} left out."]
