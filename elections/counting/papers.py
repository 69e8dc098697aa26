"""The papers on the table: in whose pile each lies, in bundles of one value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .ballots import Ballots

NOBODY = 0  # the pile of papers that name no further candidate who can take them

Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]


class Bundle(NamedTuple):
    """Papers of one value. `rows` are rows of the ballots; `papers` counts what they stand for."""

    rows: Rows
    papers: int
    value: int  # of each paper, in the units of the count

    @property
    def votes(self) -> int:
        return self.papers * self.value

    def at(self, value: int) -> Bundle:
        return Bundle(self.rows, self.papers, value)


class Parcel(NamedTuple):
    """What one pile receives when papers are dealt: how many papers, each of what value."""

    receiver: int
    papers: int
    value: int

    @property
    def votes(self) -> int:
        return self.papers * self.value


class Holding(NamedTuple):
    """The papers that make up an elected candidate's votes: a countback starts from them.

    The value of a bundle is the part of each paper's value that stays with the candidate when a
    surplus has moved on.
    """

    bundles: tuple[Bundle, ...]

    @property
    def rows(self) -> Rows:
        return np.concatenate([bundle.rows for bundle in self.bundles] or [_NO_ROWS])

    @property
    def votes(self) -> int:
        return sum(bundle.votes for bundle in self.bundles)


class Papers:
    """All papers of a count. A move costs as much as the papers that move, not as all papers."""

    def __init__(self, ballots: Ballots, withdrawn: Iterable[int]) -> None:
        rows, width = ballots.preferences.shape
        self._cells = ballots.preferences.reshape(-1)
        self._width = width
        self._weights = ballots.weights
        self._is_single = bool((ballots.weights == 1).all())  # as in a file with a line a paper
        # The preference a paper stands at. The last column is 0, which is always open, so no
        # paper runs off the end of its row.
        self._column = np.zeros(rows, dtype=np.min_scalar_type(width))
        self._used = np.zeros(rows * width, dtype=bool)
        self._open = np.ones(len(ballots.candidates) + 1, dtype=bool)
        self._open[list(withdrawn)] = False
        self._piles: list[list[Bundle]] = [[] for _ in self._open]

    @property
    def used(self) -> Mask:
        """Which preferences papers stood at: neither those passed over nor those never reached."""
        return self._used.reshape(-1, self._width)

    def close(self, candidate: int) -> None:
        """From now on the candidate, elected or excluded, receives nothing."""
        self._open[candidate] = False

    def pile(self, candidate: int) -> list[Bundle]:
        """A candidate's bundles, in the order in which they came."""
        return self._piles[candidate]

    def take(self, candidate: int) -> list[Bundle]:
        """Lift a candidate's whole pile off the table: one bundle a value, the highest first."""
        pile, self._piles[candidate] = self._piles[candidate], []
        by_value: dict[int, list[Bundle]] = {}
        for bundle in pile:
            by_value.setdefault(bundle.value, []).append(bundle)
        return [united(by_value[value]) for value in sorted(by_value, reverse=True)]

    def deal_all(self, value: int) -> list[Parcel]:
        """Deal every paper to its first preference."""
        everything = np.arange(len(self._column))
        return self.deal(Bundle(everything, 0, value))

    def deal(self, bundle: Bundle) -> list[Parcel]:
        """Put each paper on the pile of its next open preference; say what every pile received."""
        return [
            self.put(receiver, part.at(bundle.value))
            for receiver, part in self.sort(bundle.rows).items()
        ]

    def put(self, receiver: int, bundle: Bundle) -> Parcel:
        self._piles[receiver].append(bundle)
        return Parcel(receiver, bundle.papers, bundle.value)

    def sort(self, rows: Rows) -> dict[int, Bundle]:
        """Sort papers by their next open preference, and leave them on no pile and of no value."""
        choices = self._next_open(rows)
        order = np.argsort(choices, kind="stable")  # radix sort: linear in the papers that move
        rows = rows[order]
        ends = np.bincount(choices, minlength=len(self._open)).cumsum()
        parts = {}
        start = 0
        for receiver, end in enumerate(ends.tolist()):
            if end > start:
                part = rows[start:end]
                papers = len(part) if self._is_single else int(self._weights[part].sum())
                parts[receiver] = Bundle(part, papers, 0)
            start = end
        return parts

    def _next_open(self, rows: Rows) -> NDArray[np.unsignedinteger]:
        choices = self._choices(rows)
        stuck = np.flatnonzero(~self._open[choices])
        while len(stuck):
            moving = rows[stuck]
            self._column[moving] += 1
            at_next = self._choices(moving)
            choices[stuck] = at_next
            stuck = stuck[~self._open[at_next]]
        self._used[rows * self._width + self._column[rows]] = True
        return choices

    def _choices(self, rows: Rows) -> NDArray[np.unsignedinteger]:
        """Return the candidates at whom papers stand. One flat index is faster than row and column."""
        choices: NDArray[np.unsignedinteger] = self._cells[rows * self._width + self._column[rows]]
        return choices


_NO_ROWS: Rows = np.zeros(0, dtype=np.intp)


def united(bundles: list[Bundle]) -> Bundle:
    """Put bundles of one value together; there is at least one."""
    if len(bundles) == 1:
        return bundles[0]
    rows = np.concatenate([bundle.rows for bundle in bundles])
    return Bundle(rows, sum(bundle.papers for bundle in bundles), bundles[0].value)
