"""What a count leaves behind: every stage, every tie and every reason, as plain data.

Named tuples where they will do: making a dataclass takes longer than counting a small contest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from .ballots import Ballots
from .blt import write_blt
from .constraint_file import constraints_to_json
from .constraints import Constraints
from .papers import Holding, Mask
from .words import as_decimal


@dataclass(frozen=True, slots=True)
class Election:
    """What is to be counted: the question a rule answers."""

    ballots: Ballots
    seats: int
    withdrawn: frozenset[int] = frozenset()
    seed: str = ""
    lot_order: tuple[int, ...] = ()  # empty: no draw was given, and a tie that needs one is refused
    constraints: Constraints | None = None

    @property
    def standing(self) -> list[int]:
        """The numbers of the candidates who have not withdrawn."""
        numbers = range(1, len(self.ballots.candidates) + 1)
        return [number for number in numbers if number not in self.withdrawn]


class Transfer(NamedTuple):
    """Papers that went from one candidate to another, or to nobody: non-transferable."""

    from_candidate: int
    to_candidate: int | None
    papers: int
    votes: int
    value: int | None = None  # of each paper, where all of them have the same


class Batch(NamedTuple):
    """A part of an exclusion: all papers of one value, moved together, and the votes after it."""

    value: int
    papers: int
    votes: Mapping[int, int]


class Verdict(NamedTuple):
    """The constraints on a candidate: guarded, who must be elected, or doomed, who cannot be."""

    candidate: int
    verdict: str  # "guarded" or "doomed"
    reason: str


class Stage(NamedTuple):
    """One stage of the count, and how everybody stands after it.

    `votes` holds the candidates still elected or continuing; those excluded or withdrawn are
    absent, but for those whose votes stayed with them because the count was over. Votes, values
    and totals are integers of 10⁻ᵈ for a count of d decimals.
    """

    number: int
    action: str  # "first preferences", "surplus" or "exclusion"; "countback" begins a countback
    candidates: tuple[int, ...]  # whose papers moved
    reason: str
    outcome: str  # who was elected and why, or nothing
    votes: Mapping[int, int]
    transfers: tuple[Transfer, ...]
    non_transferable: int  # total so far
    lost: int  # total so far that truncation left unassigned
    elected: tuple[int, ...]
    quota: int
    keep_factors: Mapping[int, int]  # of the elected, under Meek's rule; else empty
    batches: tuple[Batch, ...]  # under ERS97, where an exclusion moved papers of several values
    verdicts: tuple[Verdict, ...]  # those that hold for the first time after this stage


class Tie(NamedTuple):
    """Candidates between whom the rule or the draw had to choose."""

    stage: int
    purpose: str  # "surplus": whose moves first; "exclusion": who is excluded; "election": who is elected
    candidates: tuple[int, ...]
    chosen: int  # 0 where the choice was put off
    decided_by: str  # "earlier stage", "lot" (by the draw) or "put off"
    earlier_stages: tuple[int, ...]  # those at which some of the tied fell out of the choice
    reason: str


class Countback(NamedTuple):
    """Who left a seat and who fills it."""

    vacating: int
    filled_by: int


@dataclass(frozen=True, slots=True, eq=False)
class Count:
    """The result of a count."""

    rule: str
    election: Election
    papers: int
    valid: int
    quota: Decimal  # of the first stage; where a rule lowers it, each stage says its own
    decimals: int
    elected: list[int]  # in order of election
    stages: tuple[Stage, ...]
    ties: tuple[Tie, ...]
    holdings: Mapping[int, Holding]  # by elected candidate
    used: Mask  # which preferences of the ballots decided anything: `shortened` keeps no others
    countback: Countback | None = None  # of a count that fills a casual vacancy

    @property
    def seats(self) -> int:
        return self.election.seats

    @property
    def withdrawn(self) -> frozenset[int]:
        return self.election.withdrawn

    @property
    def input_sha256(self) -> str:
        """The SHA-256 of the ballot file that was read, or of the one `write_blt` would write."""
        ballots = self.election.ballots
        return ballots.file_sha256 or hashlib.sha256(write_blt(ballots).encode()).hexdigest()

    @property
    def candidates(self) -> tuple[str, ...]:
        return self.election.ballots.candidates

    def name_of(self, candidate: int) -> str:
        return self.election.ballots.name_of(candidate)

    def to_json(self, *, hashed: bool = True) -> dict[str, Any]:
        """Return the result as `docs/counting.md` describes it, ready for `json.dumps`.

        Not hashed, it does not say which ballot file was counted: the hash of a secret one tells too much.
        """
        return {
            "rule": self.rule,
            "title": self.election.ballots.title,
            "seats": self.seats,
            "papers": self.papers,
            "valid": self.valid,
            "quota": f"{self.quota:.{self.decimals}f}",
            "candidates": [
                {"number": number, "name": name, "withdrawn": number in self.withdrawn}
                for number, name in enumerate(self.candidates, 1)
            ],
            "elected": list(self.elected),
            "stages": [self._stage_as_json(stage) for stage in self.stages],
            "ties": [_tie_as_json(tie) for tie in self.ties],
            "countback": self.countback._asdict() if self.countback else None,
            "constraints": self._constraints_as_json(),
            "seed": self.election.seed,
            "lot_order": list(self.election.lot_order),
            "notes": list(self.election.ballots.notes),
            "input_sha256": self.input_sha256 if hashed else "",
        }

    # The sheets are readers of results, not a part of them: each is imported when it is asked for.

    def to_text(self, *, hashed: bool = True) -> str:
        """Return the count sheet as plain text."""
        from .sheet import count_sheet, hash_lines

        return count_sheet(self) + (hash_lines(self.input_sha256) if hashed else "")

    def to_csv(self) -> str:
        """Return the table of votes at every stage as CSV, for a spreadsheet."""
        from .sheet_csv import stage_table

        return stage_table(self)

    def to_html(self, *, hashed: bool = True) -> str:
        """Return the count sheet as a page of its own, to read on a screen or to print."""
        from .sheet_html import count_page

        return count_page(self, self.input_sha256 if hashed else "")

    def _stage_as_json(self, stage: Stage) -> dict[str, Any]:
        return {
            "number": stage.number,
            "action": stage.action,
            "candidates": list(stage.candidates),
            "reason": stage.reason,
            "outcome": stage.outcome,
            "votes": self._votes_as_json(stage.votes),
            "transfers": [
                {
                    "from": transfer.from_candidate,
                    "to": transfer.to_candidate,
                    "papers": transfer.papers,
                    "votes": as_decimal(transfer.votes, self.decimals),
                    "value": self._value_as_json(transfer.value),
                }
                for transfer in stage.transfers
            ],
            "non_transferable": as_decimal(stage.non_transferable, self.decimals),
            "lost": as_decimal(stage.lost, self.decimals),
            "elected": list(stage.elected),
            "quota": as_decimal(stage.quota, self.decimals),
            "keep_factors": self._votes_as_json(stage.keep_factors),
            "batches": [
                {
                    "value": as_decimal(batch.value, self.decimals),
                    "papers": batch.papers,
                    "votes": self._votes_as_json(batch.votes),
                }
                for batch in stage.batches
            ],
            "verdicts": [verdict._asdict() for verdict in stage.verdicts],
        }

    def _constraints_as_json(self) -> dict[str, Any] | None:
        constraints = self.election.constraints
        return None if constraints is None else constraints_to_json(constraints)

    def _votes_as_json(self, votes: Mapping[int, int]) -> dict[str, str]:
        return {str(number): as_decimal(units, self.decimals) for number, units in votes.items()}

    def _value_as_json(self, value: int | None) -> str | None:
        return None if value is None else as_decimal(value, self.decimals)


def _tie_as_json(tie: Tie) -> dict[str, Any]:
    return {
        "stage": tie.stage,
        "purpose": tie.purpose,
        "candidates": list(tie.candidates),
        "chosen": tie.chosen or None,
        "decided_by": tie.decided_by,
        "earlier_stages": list(tie.earlier_stages),
        "reason": tie.reason,
    }
