"""The votes at every stage as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io

from .results import Count
from .sheet_rows import TableRow, stage_title, table_rows
from .words import visible

# What a spreadsheet would run instead of showing it.
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")  # noqa: RUF001


def stage_table(count: Count) -> str:
    """A row a candidate, a column a stage; below them the votes nobody has, the total, the quota and the notes.

    Lines end as RFC 4180 has it. A name that a spreadsheet would take for a formula gets an
    apostrophe in front.
    """
    file = io.StringIO()
    table = csv.writer(file)
    titles = [_safe(stage_title(count, stage)) for stage in count.stages]
    table.writerow(["Number", "Candidate", *titles, "Outcome"])
    totals = [sum(s.votes.values()) + s.non_transferable + s.lost for s in count.stages]
    for row in (
        *table_rows(count),
        TableRow("Total", totals),
        TableRow("Quota", [stage.quota for stage in count.stages]),
    ):
        votes = (_written(count, units) for units in row.votes)
        table.writerow([row.number or "", _safe(row.name), *votes, row.outcome])
    for note in count.notes:
        table.writerow(["", _safe(f"Note: {visible(note)}"), *[""] * len(titles), ""])
    return file.getvalue()


def _written(count: Count, units: int | None) -> str:
    return "" if units is None else count.figure(units)


def _safe(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
