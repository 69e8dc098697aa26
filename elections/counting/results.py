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
from .constraints import Constraints
from .errors import CountingError
from .papers import Holding, Mask
from .words import as_decimal

NOBODY_VOTED = "Nobody voted: no paper has a preference."


@dataclass(frozen=True, slots=True)
class Election:
    """What is to be counted: the question a rule answers."""

    ballots: Ballots
    seats: int
    withdrawn: frozenset[int] = frozenset()
    seed: str = ""
    draw_order: tuple[int, ...] = ()  # empty: no draw was given, and a tie that needs it is refused
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
    used: Mask | None  # None where the result was read from JSON
    countback: Countback | None = None  # of a count that fills a casual vacancy

    @property
    def seats(self) -> int:
        return self.election.seats

    @property
    def withdrawn(self) -> frozenset[int]:
        return self.election.withdrawn

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the result must know: how the file was read, and whether nobody voted."""
        notes = self.election.ballots.notes
        if self.valid or self.countback:
            return notes
        return (*notes, NOBODY_VOTED)

    @property
    def input_sha256(self) -> str:
        """The SHA-256 of the ballot file that was read, or of the one `write_blt` would write.

        Empty for a count that was read from JSON which does not say it.
        """
        ballots = self.election.ballots
        if ballots.file_sha256 or self.used is None:
            return ballots.file_sha256
        return hashlib.sha256(write_blt(ballots).encode()).hexdigest()

    @property
    def candidates(self) -> tuple[str, ...]:
        """The names as they are shown."""
        return self.election.ballots.names

    def name_of(self, candidate: int) -> str:
        return self.election.ballots.name_of(candidate)

    def figure(self, units: int) -> str:
        """Write votes, or a value, to the last decimal of the rule."""
        return as_decimal(units, self.decimals)

    def preferences_used(self) -> Mask:
        """Which preferences of the ballots decided anything: `shortened` keeps no others.

        Raises `CountingError` for a count that was read from JSON, which does not hold the ballots.
        """
        if self.used is None:
            raise CountingError("This count was read without its ballots: count them first.")
        return self.used

    # JSON and the sheets are ways to write a result, not a part of it: each is imported when it is asked for.

    def to_json(self, *, hashed: bool = True) -> dict[str, Any]:
        """Return the result as `docs/counting.md` describes it, ready for `json.dumps`.

        Not hashed, it does not say which ballot file was counted: the hash of a secret one tells too much.
        """
        from .results_json import write_count

        return write_count(self, self.input_sha256 if hashed else "")

    @classmethod
    def from_json(cls, result: Mapping[str, Any]) -> Count:
        """Read what `to_json` wrote: all that the result tells, without the ballots it was made of."""
        from .results_json import read_count

        return read_count(result)

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
