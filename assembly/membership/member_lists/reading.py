"""The whole list: each cell read, and each row compared."""

import datetime as dt
from collections.abc import Mapping

from assembly.core.csv_files import plain_cell

from .cells import CHARITIES, COMPANIES, Reader
from .columns import COLUMNS, NUMBER, SINCE, is_own_problems, left_out
from .files import Table
from .repeats import compare_names, refuse_known, refuse_repeats
from .rows import Preview


def read(
    table: Table,
    columns: Mapping[str, int],
    *,
    on: dt.date,
    answers: Mapping[str, Mapping[str, str]] | None = None,
) -> Preview:
    """Look at every cell of the columns that are named: our title -> its place.

    `answers` are those of a person to the questions of an earlier look, by row.
    """
    titles = [title for title in COLUMNS if title in columns]
    number = table.titles[columns[NUMBER]] if NUMBER in columns else ""
    reader = Reader(on, COMPANIES if "company" in number.casefold() else CHARITIES)
    own = is_own_problems(table.titles)
    rows = []
    for row_number, cells in table.rows:
        chosen = [cells[columns[title]] for title in titles]
        row = reader.row(row_number, titles, map(plain_cell, chosen) if own else chosen)
        if row_number in table.too_long:
            row.problem = (
                f"Row {row_number} has more cells than the list has columns: “{table.too_long[row_number][:40]}” "
                "stands beyond the last. Is a quotation mark missing around a cell with a comma?"
            )
        rows.append(row)
    refuse_repeats(rows)
    refuse_known(rows)
    compare_names(rows, answers or {})
    notes = [*table.notes]
    if others := left_out(table.titles, columns):
        notes.append(f"These columns are left out, and not kept: {', '.join(others)}.")
    if any(row.since for row in rows) and SINCE in columns:
        notes.append("Dates are read with the day before the month: 01/04/2008 is 1 April 2008.")
    return Preview(titles, rows, notes)
