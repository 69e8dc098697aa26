"""A count one stage at a time, for readers to step through on the result page."""

from collections.abc import Sequence
from dataclasses import dataclass

from assembly.core.flow_charts import FlowChart

from .counting import Count
from .counting.sheet_rows import receiver, stages_with_rows
from .transfer_chart import step_chart
from .vote_figures import VoteFigures

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class StepRow:
    """A candidate, or votes that nobody has: votes after the stage and how many came or went."""

    name: str
    votes: str
    change: str
    mark: str


@dataclass(frozen=True, slots=True)
class Move:
    """Papers that went from one candidate to another."""

    papers: int
    votes: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class CountStep:
    """One stage: what happened and why, where the votes went, how everybody stands after it."""

    number: int
    of: int
    heading: str
    reason: str
    outcome: str
    rows: Sequence[StepRow]
    moves: Sequence[Move]
    chart: FlowChart | None

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1 if self.number < self.of else 0


def count_steps(count: Count, figures: VoteFigures) -> list[CountStep]:
    return [
        CountStep(
            number=stage.number,
            of=len(count.stages),
            heading=_heading(count, stage.action, stage.candidates),
            reason=figures.in_text(stage.reason),
            outcome=figures.in_text(stage.outcome),
            rows=[
                StepRow(
                    row.name,
                    figures.shown(row.votes),
                    _change(row.change, figures) if place else "",
                    row.mark.partition(",")[0],
                )
                for row in rows
            ],
            moves=[
                Move(
                    each.papers,
                    figures.shown(each.votes),
                    count.name_of(each.from_candidate),
                    receiver(count, each),
                )
                for each in stage.transfers
            ],
            chart=step_chart(count, place, figures) if stage.transfers and place else None,
        )
        for place, (stage, rows) in enumerate(stages_with_rows(count))
    ]


def _heading(count: Count, action: str, candidates: Sequence[int]) -> str:
    names = " and ".join(count.name_of(number) for number in candidates)
    return f"{action[0].upper()}{action[1:]}{f' of {names}' if names else ''}"


def _change(units: int, figures: VoteFigures) -> str:
    if not units:
        return ""
    sign = "+" if units > 0 else MINUS
    return f"{sign}{figures.shown(abs(units))}"
