"""The papers on the table: in whose pile each lies and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .ballots import Ballots

ONE = 100_000  # a paper at full value, in the units of 10⁻⁵ in which all values are held
NOBODY = 0  # the pile of papers that name no further candidate who can take them

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one pile receives when papers are dealt: how many papers, worth how many votes."""

    receiver: int
    papers: int
    votes: int


@dataclass(frozen=True, slots=True, eq=False)
class Holding:
    """The papers that make up an elected candidate's votes: a countback starts from them.

    `rows` are rows of the ballots; `values` is the part of each paper's value that stays with the
    candidate when a surplus has moved on.
    """

    rows: Rows
    values: NDArray[np.int64]


class Papers:
    """All papers of a count. A move costs as much as the papers that move, not as all papers."""

    def __init__(self, ballots: Ballots, withdrawn: frozenset[int]) -> None:
        rows, width = ballots.preferences.shape
        self._preferences = ballots.preferences
        self._weights = ballots.weights
        # The preference a paper stands at. The last column is 0, which is always open, so no
        # paper runs off the end of its row.
        self._column = np.zeros(rows, dtype=np.min_scalar_type(width))
        self.values = np.full(rows, ONE, dtype=np.int64)
        self._open = np.ones(len(ballots.candidates) + 1, dtype=bool)
        self._open[list(withdrawn)] = False
        self._piles: list[list[Rows]] = [[] for _ in self._open]

    def deal_all(self) -> list[Parcel]:
        """Deal every paper to its first preference."""
        return self.deal(np.arange(len(self._preferences)))

    def close(self, candidate: int) -> None:
        """From now on the candidate, elected or excluded, receives nothing."""
        self._open[candidate] = False

    def pile(self, candidate: int) -> Rows:
        pile = self._piles[candidate]
        return np.concatenate(pile) if pile else np.zeros(0, dtype=np.intp)

    def take(self, candidate: int) -> Rows:
        """Lift a candidate's whole pile off the table."""
        rows = self.pile(candidate)
        self._piles[candidate] = []
        return rows

    def deal(self, rows: Rows) -> list[Parcel]:
        """Put each paper on the pile of its next open preference; say what every pile received."""
        choices = self._next_open(rows)
        order = np.argsort(choices, kind="stable")  # radix sort: linear in the papers that move
        rows = rows[order]
        ends = np.bincount(choices, minlength=len(self._open)).cumsum()
        parcels = []
        start = 0
        for receiver, end in enumerate(ends.tolist()):
            if end > start:
                part = rows[start:end]
                self._piles[receiver].append(part)
                weights = self._weights[part]
                votes = int((self.values[part] * weights).sum())
                parcels.append(Parcel(receiver, int(weights.sum()), votes))
            start = end
        return parcels

    def reduce(self, rows: Rows, surplus: int, votes: int) -> NDArray[np.int64]:
        """Cut each value to value times surplus over votes, truncated once; return what was cut off.

        The product stays below 2⁶³ for `MAX_PAPERS` papers: see `ballots`.
        """
        before = self.values[rows]
        after = before * surplus // votes
        self.values[rows] = after
        return before - after

    def _next_open(self, rows: Rows) -> NDArray[np.unsignedinteger]:
        choices = self._preferences[rows, self._column[rows]]
        stuck = np.flatnonzero(~self._open[choices])
        while len(stuck):
            moving = rows[stuck]
            self._column[moving] += 1
            choices[stuck] = self._preferences[moving, self._column[moving]]
            stuck = stuck[~self._open[choices[stuck]]]
        return choices
