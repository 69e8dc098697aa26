"""The votes at every stage as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io

from .results import Count
from .sheet_rows import LOST, NON_TRANSFERABLE, outcome_of, stage_title
from .words import as_decimal

# What a spreadsheet would run instead of showing it.
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")  # noqa: RUF001


def stage_table(count: Count) -> str:
    """A row a candidate, a column a stage; below them the votes nobody has, the total and the quota.

    Lines end as RFC 4180 has it. A name that a spreadsheet would take for a formula gets an
    apostrophe in front.
    """
    file = io.StringIO()
    table = csv.writer(file)
    titles = [_safe(stage_title(count, stage)) for stage in count.stages]
    table.writerow(["Number", "Candidate", *titles, "Outcome"])
    for number, name in enumerate(count.candidates, 1):
        votes = [_written(count, stage.votes.get(number)) for stage in count.stages]
        table.writerow([number, _safe(name), *votes, outcome_of(count, number)])
    for name, units in (
        (NON_TRANSFERABLE, [stage.non_transferable for stage in count.stages]),
        (LOST, [stage.lost for stage in count.stages]),
        (
            "Total",
            [sum(s.votes.values()) + s.non_transferable + s.lost for s in count.stages],
        ),
        ("Quota", [stage.quota for stage in count.stages]),
    ):
        table.writerow(["", name, *(_written(count, each) for each in units), ""])
    return file.getvalue()


def _written(count: Count, units: int | None) -> str:
    return "" if units is None else as_decimal(units, count.decimals)


def _safe(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
