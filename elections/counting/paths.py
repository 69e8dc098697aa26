"""Papers grouped by the elected candidates they have passed, for a rule that keeps a part at each.

Under Meek's rule an elected candidate keeps a part of every paper and passes the rest on, until a
hopeful candidate takes it whole. What a paper is worth where it stands depends on nothing but the
elected candidates on its way, its *path*. So the arithmetic is done once a path and not once a
paper: a million papers have a few thousand paths, and every paper of a path is rounded alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .ballots import Ballots
from .papers import NOBODY, Mask, Rows

ONE = 10**9  # a whole paper and a keep factor of 1, in units of 10⁻⁹

Integers = NDArray[np.int64]


class _Step(NamedTuple):
    """All paths of one length: each is a shorter path, its parent, and one more elected candidate."""

    paths: Integers
    parents: Integers
    candidates: Integers


class Paths:
    """All papers of a count, each at the end of its path: with a hopeful candidate or with nobody."""

    def __init__(self, ballots: Ballots, withdrawn: Iterable[int]) -> None:
        rows, width = ballots.preferences.shape
        self._preferences = ballots.preferences
        self._weights = ballots.weights
        self._size = len(ballots.candidates) + 1
        self._column = np.zeros(rows, dtype=np.min_scalar_type(width))
        # The preferences that papers passed or stood at; those of the closed are passed over.
        self.used: Mask = np.zeros((rows, width), dtype=bool)
        self._path = np.zeros(rows, dtype=np.int32)  # path 0 has passed nobody
        self._piles: list[list[Rows]] = [[] for _ in range(self._size)]
        self._is_closed = np.zeros(self._size, dtype=bool)
        self._is_closed[list(withdrawn)] = True
        self._is_elected = np.zeros(self._size, dtype=bool)
        # A path is known by its parent and its last candidate: parent * size + candidate.
        self._known: dict[int, int] = {}
        self._parent_and_candidate: list[int] = [0]
        self._length: list[int] = [0]
        self._steps: list[_Step] = []
        # Papers by where they stand: path * size + candidate, each once; and their number.
        self._places: Integers = np.zeros(0, dtype=np.int64)
        self._papers: Integers = np.zeros(0, dtype=np.int64)
        self._passing: Integers = np.zeros(1, dtype=np.int64)  # by path: papers that go along it

    # Papers that move

    def deal_all(self) -> dict[int, int]:
        return self._move(np.arange(len(self._preferences)))

    def exclude(self, candidate: int) -> dict[int, int]:
        """Send the candidate's papers on. Return how many papers now pass or reach each other one."""
        self._is_closed[candidate] = True
        return self._move(self._take(candidate))

    def elect(self, candidates: Iterable[int]) -> None:
        """From now on these keep a part of each paper and pass the rest on."""
        numbers = list(candidates)
        self._is_elected[numbers] = True
        self._move(np.concatenate([self._take(number) for number in numbers]))

    def _take(self, candidate: int) -> Rows:
        pile, self._piles[candidate] = self._piles[candidate], []
        stays = self._places % self._size != candidate
        self._places, self._papers = self._places[stays], self._papers[stays]
        return np.concatenate([np.zeros(0, dtype=np.intp), *pile])

    def _move(self, rows: Rows) -> dict[int, int]:
        met = np.zeros(self._size, dtype=np.int64)
        choices = self._preferences[rows, self._column[rows]]
        on = np.flatnonzero(self._is_closed[choices] | self._is_elected[choices])
        while len(on):
            passing = on[self._is_elected[choices[on]]]
            if len(passing):
                candidates = choices[passing]
                np.add.at(met, candidates, self._weights[rows[passing]])
                self._path[rows[passing]] = self._longer(self._path[rows[passing]], candidates)
                self.used[rows[passing], self._column[rows[passing]]] = True
            moving = rows[on]
            self._column[moving] += 1
            choices[on] = self._preferences[moving, self._column[moving]]
            on = on[self._is_closed[choices[on]] | self._is_elected[choices[on]]]
        np.add.at(met, choices, self._weights[rows])
        self.used[rows, self._column[rows]] = True
        self._put(rows, choices)
        return {number: papers for number, papers in enumerate(met.tolist()) if papers}

    def _longer(
        self, paths: NDArray[np.int32], candidates: NDArray[np.unsignedinteger]
    ) -> NDArray[np.int32]:
        """Return the paths that lead on over the candidates, made where they are new."""
        keys, which = np.unique(
            paths.astype(np.int64) * self._size + candidates, return_inverse=True
        )
        numbers = np.empty(len(keys), dtype=np.int32)
        for place, key in enumerate(keys.tolist()):
            number = self._known.get(key)
            if number is None:
                number = self._known[key] = len(self._length)
                self._parent_and_candidate.append(key)
                self._length.append(self._length[key // self._size] + 1)
            numbers[place] = number
        return numbers[which]

    def _put(self, rows: Rows, choices: NDArray[np.unsignedinteger]) -> None:
        order = np.argsort(choices, kind="stable")
        ends = np.bincount(choices, minlength=self._size).cumsum().tolist()
        for candidate, (start, end) in enumerate(zip([0, *ends], ends, strict=False)):
            if end > start:
                self._piles[candidate].append(rows[order[start:end]])
        places = np.concatenate(
            [self._places, self._path[rows].astype(np.int64) * self._size + choices]
        )
        papers = np.concatenate([self._papers, self._weights[rows]])
        self._places, which = np.unique(places, return_inverse=True)
        self._papers = np.zeros(len(self._places), dtype=np.int64)
        np.add.at(self._papers, which, papers)
        self._measure()

    def _measure(self) -> None:
        """Bring the steps, and how many papers go along each path, up to date."""
        keys = np.array(self._parent_and_candidate, dtype=np.int64)
        lengths = np.array(self._length)
        self._steps = []
        for length in range(1, int(lengths.max()) + 1):
            paths = np.flatnonzero(lengths == length)
            self._steps.append(_Step(paths, keys[paths] // self._size, keys[paths] % self._size))
        self._passing = np.zeros(len(keys), dtype=np.int64)
        np.add.at(self._passing, self._places // self._size, self._papers)
        for step in reversed(self._steps):
            np.add.at(self._passing, step.parents, self._passing[step.paths])

    # What they are worth

    def distribute(self, keep_factors: Mapping[int, int]) -> Integers:
        """Return the votes of every candidate, by number; those that nobody gets stand at 0.

        Each elected candidate on a path keeps what reaches it times its keep factor, rounded up to
        nine decimals. The products stay below 2⁶³: both factors are at most 10⁹.
        """
        factors = np.zeros(self._size, dtype=np.int64)
        factors[list(keep_factors)] = list(keep_factors.values())
        left = np.full(len(self._length), ONE, dtype=np.int64)
        votes = np.zeros(self._size, dtype=np.int64)
        for step in self._steps:
            reaching = left[step.parents]
            kept = -(-reaching * factors[step.candidates] // ONE)
            left[step.paths] = reaching - kept
            np.add.at(votes, step.candidates, kept * self._passing[step.paths])
        worth = left[self._places // self._size] * self._papers
        np.add.at(votes, self._places % self._size, worth)
        return votes

    def papers_after(self, candidate: int) -> dict[int, int]:
        """Return how many of the papers that pass the elected candidate pass or reach each other one."""
        has_passed = np.zeros(len(self._length), dtype=bool)
        met = np.zeros(self._size, dtype=np.int64)
        for step in self._steps:
            before = has_passed[step.parents]
            has_passed[step.paths] = before | (step.candidates == candidate)
            np.add.at(met, step.candidates[before], self._passing[step.paths[before]])
        after = has_passed[self._places // self._size]
        np.add.at(met, self._places[after] % self._size, self._papers[after])
        return dict(enumerate(met.tolist()))

    def valid(self) -> int:
        """How many papers name anybody who stands. Asked before the first exclusion."""
        return int(self._papers[self._places % self._size != NOBODY].sum())
