"""The count sheet as plain text: what a count did and why, stage by stage."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from .results import Count, Stage
from .sheet_rows import (
    LOST,
    SheetRow,
    constraint_sentences,
    receiver,
    stage_title,
    stages_with_rows,
)
from .words import counted, in_words, visible

_WIDTH = 78


def count_sheet(count: Count) -> str:
    lines = _heading(count)
    for stage, rows in stages_with_rows(count):
        lines += ["", "\n".join(_stage(count, stage, rows))]
    lines += ["", f"Elected, in order: {_listed(count, count.elected)}."]
    return "\n".join(lines) + "\n"


def hash_lines(sha256: str) -> str:
    """Return the end of the sheet: which ballot file was counted."""
    return "\n".join(_wrapped(f"Ballot file SHA-256: {sha256}")) + "\n"


def _heading(count: Count) -> list[str]:
    without = count.papers - count.valid
    lines = _wrapped(count.election.ballots.title) if count.election.ballots.title else []
    lines += [
        f"Rule: {count.rule}. {counted(count.seats, 'seat')}, "
        f"{counted(len(count.candidates) - len(count.withdrawn), 'candidate')}.",
        f"{counted(count.papers, 'paper')}: {count.valid:,} valid, {without:,} without a preference. "
        f"Quota {in_words(_quota_units(count), count.decimals)}.",
    ]
    if count.withdrawn:
        names = _listed(count, sorted(count.withdrawn))
        why = "Not in this countback" if count.countback else "Withdrawn"
        lines += _wrapped(f"{why}, and struck from every paper: {names}.")
    if count.countback:
        vacating, filled_by = (
            count.name_of(number)
            for number in (count.countback.vacating, count.countback.filled_by)
        )
        lines += _wrapped(f"Countback: the seat of {vacating} goes to {filled_by}.")
    for sentence in constraint_sentences(count):
        lines += _wrapped(f"Constraints on {sentence}.")
    if count.election.seed:
        lines += _wrapped(f"Seed of the draw: {count.election.seed}")
    for note in count.notes:
        lines += _wrapped(f"Note: {note}")
    return lines


def _stage(count: Count, stage: Stage, rows: list[SheetRow]) -> list[str]:
    title = stage_title(count, stage)
    lines = [*_wrapped(title), "-" * min(len(title), _WIDTH), *_wrapped(stage.reason)]
    lines += _transfers(count, stage)
    wide = max(len(LOST), *(len(row.name) for row in rows))
    lines += [_row(count, row, wide) for row in rows]
    lines += _wrapped(stage.outcome)
    for verdict in stage.verdicts:
        lines += _wrapped(f"{verdict.verdict.title()}: {verdict.reason}")
    return lines


def _transfers(count: Count, stage: Stage) -> list[str]:
    lines = []
    for transfer in stage.transfers:
        giver = count.name_of(transfer.from_candidate)
        each = "" if transfer.value is None else f" at {count.figure(transfer.value)}"
        lines.append(
            f"  {counted(transfer.papers, 'paper')} from {giver} to {receiver(count, transfer)}{each}: "
            f"{count.figure(transfer.votes)}"
        )
    return [*lines, ""] if lines else []


def _row(count: Count, row: SheetRow, wide: int) -> str:
    moved = ""
    if row.change:
        moved = f"{'+' if row.change > 0 else '-'}{count.figure(abs(row.change))}"
    votes = count.figure(row.votes)
    return f"  {row.name.ljust(wide)}  {votes:>16}  {moved:>17}  {row.mark}".rstrip()


def _quota_units(count: Count) -> int:
    return int(count.quota.scaleb(count.decimals))


def _listed(count: Count, numbers: Iterable[int]) -> str:
    return ", ".join(count.name_of(number) for number in numbers)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(visible(text), _WIDTH, break_on_hyphens=False)
