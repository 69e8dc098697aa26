"""The count sheet as plain text: what a count did and why, stage by stage."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from .results import Count, Stage
from .words import as_decimal, counted, in_words

_WIDTH = 78
_LOST = "Lost to truncation"


def count_sheet(count: Count) -> str:
    lines = _heading(count)
    before: Stage | None = None
    for stage in count.stages:
        lines += ["", *_stage(count, stage, before)]
        before = stage
    lines += ["", f"Elected, in order: {_listed(count, count.elected)}."]
    lines += _wrapped(f"Ballot file SHA-256: {count.input_sha256}")
    return "\n".join(lines) + "\n"


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
    if count.election.seed:
        lines += _wrapped(f"Seed of the lot: {count.election.seed}")
    for note in count.election.ballots.notes:
        lines += _wrapped(f"Note: {note}")
    return lines


def _stage(count: Count, stage: Stage, before: Stage | None) -> list[str]:
    title = f"Stage {stage.number}: {stage.action}"
    if stage.candidates:
        title += f" of {_listed(count, stage.candidates)}"
    lines = [title, "-" * min(len(title), _WIDTH), *_wrapped(stage.reason)]
    rows = [(count.name_of(number), number) for number in (before or stage).votes]
    wide = max(len(_LOST), *(len(name) for name, _ in rows))
    elected_by_now = set(count.elected[: _elected_up_to(count, stage)])
    excluded_now = stage.candidates if stage.action == "exclusion" else ()
    for name, number in rows:
        votes = stage.votes.get(number, 0)
        change = votes - before.votes[number] if before else 0
        mark = "elected" if number in elected_by_now else ""
        mark = "excluded" if number in excluded_now else mark
        if number in stage.keep_factors:
            mark += f", keeps {as_decimal(stage.keep_factors[number], count.decimals)}"
        lines.append(_row(count, name.ljust(wide), votes, change, mark))
    for name, total, earlier in (
        ("Non-transferable", stage.non_transferable, before.non_transferable if before else 0),
        (_LOST, stage.lost, before.lost if before else 0),
    ):
        if total:
            lines.append(_row(count, name.ljust(wide), total, total - earlier, ""))
    return lines + (_wrapped(stage.outcome) if stage.outcome else [])


def _row(count: Count, name: str, votes: int, change: int, mark: str) -> str:
    moved = ""
    if change:
        moved = f"{'+' if change > 0 else '-'}{as_decimal(abs(change), count.decimals)}"
    return f"  {name}  {as_decimal(votes, count.decimals):>16}  {moved:>17}  {mark}".rstrip()


def _elected_up_to(count: Count, stage: Stage) -> int:
    return sum(len(each.elected) for each in count.stages[: stage.number])


def _quota_units(count: Count) -> int:
    return int(count.quota.scaleb(count.decimals))


def _listed(count: Count, numbers: Iterable[int]) -> str:
    return ", ".join(count.name_of(number) for number in numbers)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, break_on_hyphens=False)
