"""What all count sheets have in common, on the site too: rows, headings, and what became of a candidate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .constraints import Group
from .results import Count, Stage, Transfer
from .words import joined

NON_TRANSFERABLE = "Non-transferable"
LOST = "Lost to rounding"


class SheetRow(NamedTuple):
    """A candidate, or what holds votes that nobody has: votes after the stage and their change."""

    name: str
    votes: int
    change: int
    mark: str = (
        ""  # "elected" or "excluded" by now, and what the elected keep of a vote under Meek's rule
    )


class TableRow(NamedTuple):
    """A candidate, or what holds votes that nobody has: votes after every stage, None where there are none."""

    name: str
    votes: Sequence[int | None]
    number: int = 0  # of a candidate
    outcome: str = ""


def table_rows(count: Count) -> list[TableRow]:
    """A row for each candidate, then the votes that nobody has."""
    return [
        *(
            TableRow(
                name,
                [stage.votes.get(number) for stage in count.stages],
                number,
                outcome_of(count, number),
            )
            for number, name in enumerate(count.candidates, 1)
        ),
        TableRow(NON_TRANSFERABLE, [stage.non_transferable for stage in count.stages]),
        TableRow(LOST, [stage.lost for stage in count.stages]),
    ]


def stages_with_rows(count: Count) -> Iterator[tuple[Stage, list[SheetRow]]]:
    """Every stage with the rows of its table: those who could still gain or lose, then the totals."""
    before: Stage | None = None
    fates: dict[int, str] = {}
    for stage in count.stages:
        fates |= dict.fromkeys(stage.elected, "elected")
        if stage.action == "exclusion":
            fates |= dict.fromkeys(stage.candidates, "excluded")
        yield stage, [*_candidates(count, stage, before, fates), *_totals(stage, before)]
        before = stage


def stage_title(count: Count, stage: Stage) -> str:
    title = f"Stage {stage.number}: {stage.action}"
    if stage.candidates:
        title += f" of {joined([count.name_of(number) for number in stage.candidates])}"
    return title


def receiver(count: Count, transfer: Transfer) -> str:
    """Say to whom papers went."""
    if transfer.to_candidate is None:
        return "nobody (no further preference)"
    return count.name_of(transfer.to_candidate)


def constraint_sentences(count: Count) -> list[str]:
    """Say what the constraints were: “District: North at least 1 and at most 2; South any number”."""
    constraints = count.election.constraints
    return [
        f"{category.name}: {'; '.join(f'{group.name} {_bounds(group)}' for group in category.groups)}"
        for category in (constraints.categories if constraints else ())
    ]


def _bounds(group: Group) -> str:
    bounds = [f"at least {group.minimum}"] if group.minimum else []
    if group.maximum is not None:
        bounds.append(f"at most {group.maximum}")
    return joined(bounds) or "any number"


def outcome_of(count: Count, candidate: int) -> str:
    """Say what became of a candidate: elected or excluded at which stage, withdrew, or not elected."""
    if candidate in count.withdrawn:
        return "Withdrew"
    for stage in count.stages:
        if candidate in stage.elected:
            return f"Elected at stage {stage.number}"
        if stage.action == "exclusion" and candidate in stage.candidates:
            return f"Excluded at stage {stage.number}"
    return "Not elected"


def _candidates(
    count: Count, stage: Stage, before: Stage | None, fates: Mapping[int, str]
) -> Iterator[SheetRow]:
    for number in (before or stage).votes:
        votes = stage.votes.get(number, 0)
        yield SheetRow(
            name=count.name_of(number),
            votes=votes,
            change=votes - before.votes[number] if before else 0,
            mark=_mark(count, stage, number, fates),
        )


def _mark(count: Count, stage: Stage, number: int, fates: Mapping[int, str]) -> str:
    fate = fates.get(number, "")
    if number not in stage.keep_factors:
        return fate
    return f"{fate}, keeps {count.figure(stage.keep_factors[number])}"


def _totals(stage: Stage, before: Stage | None) -> Iterator[SheetRow]:
    for name, total, earlier in (
        (NON_TRANSFERABLE, stage.non_transferable, before.non_transferable if before else 0),
        (LOST, stage.lost, before.lost if before else 0),
    ):
        if total:
            yield SheetRow(name, total, total - earlier)
