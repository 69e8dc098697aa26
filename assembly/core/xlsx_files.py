"""Excel files, written row by row: no row stays in memory, and the file lies on the disk until it has been sent."""

from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse
from django.utils.text import slugify

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet.worksheet import Worksheet

from .csv_files import safe_cell

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What Excel holds in one cell, in the units in which it counts; a file with more does not open.
LONGEST = 32_767
CUT = " [Cut here, because a cell of Excel holds no more. The CSV file has all of it.]"


def xlsx_response(name: str, header: Iterable[str], rows: Iterable[Iterable[Any]]) -> FileResponse:
    """Answer with a file of one sheet. It is whole before the first byte is sent."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(_cells(sheet, header))
    for row in rows:
        sheet.append(_cells(sheet, row))
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    book.save(file)
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{slugify(name) or 'figures'}.xlsx",
        content_type=CONTENT_TYPE,
    )


def _cells(sheet: Worksheet, row: Iterable[Any]) -> Iterator[WriteOnlyCell]:
    """A spreadsheet must not run what somebody typed, so every text is written as text."""
    for value in row:
        written = safe_cell(value)
        cell = WriteOnlyCell(sheet, _short(written) if isinstance(written, str) else written)
        if isinstance(written, str):
            cell.data_type = "s"
        yield cell


def _short(text: str) -> str:
    if len(text) <= LONGEST // 2 or _units(text) <= LONGEST:
        return text
    kept = text[: LONGEST - len(CUT)]
    while _units(kept) > LONGEST - len(CUT):
        kept = kept[: len(kept) - max(1, (_units(kept) - LONGEST + len(CUT)) // 2)]
    return f"{kept}{CUT}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
