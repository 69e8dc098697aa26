"""Ranked ballots as numbers: one padded matrix of preferences and one column of weights.

Layout, chosen so that a count reads memory in order and touches only the papers that move:

* `preferences` has a row per distinct line of the ballot file and one column more than the
  longest ranking; unused cells, and the whole last column, are 0. The cells are of the smallest
  unsigned type that holds the highest candidate number, a byte in nearly every election.
* `weights` (int64) says how many papers a row stands for.

Votes are whole numbers: of 10⁻⁵ (Scottish), 10⁻² (ERS97) or 10⁻⁹ (Meek). What is summed in numpy stays
below 2⁶³: papers as they are, and under Meek's rule papers times 10⁹, at most 9 x 10¹⁷ for `MAX_PAPERS`, which
keeps every election below that line instead of letting it wrap round. All else is Python's integers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from .errors import CountingError
from .words import told_apart

MAX_PAPERS = 900_000_000
MAX_CANDIDATES = 3_000  # a count writes the votes of each at each stage: the square of them
MAX_CELLS = 2_000_000_000  # preferences with their padding, of one or two bytes
_SAMPLE = 2_000

Tokens = NDArray[np.signedinteger]  # weight p p p 0 weight p 0 …
Matrix = tuple[NDArray[np.unsignedinteger], NDArray[np.int64]]  # preferences and weights


@dataclass(frozen=True, eq=False)
class Ballots:
    """The papers of one contest, the candidates they rank, and the seats to fill."""

    candidates: tuple[str, ...]
    seats: int
    title: str
    preferences: NDArray[np.unsignedinteger]
    weights: NDArray[np.int64]
    withdrawn: frozenset[int] = frozenset()
    # An order drawn by hand and written in the file, `[tie 3 1 2]`: a seed overrides it.
    draw_order: tuple[int, ...] = ()
    # What a reader of the result must know about how the file was read.
    notes: tuple[str, ...] = ()
    file_sha256: str = ""

    def __post_init__(self) -> None:
        # Each weight is looked at first, so that the sum cannot itself run over.
        if int(self.weights.max(initial=0)) > MAX_PAPERS or self.papers > MAX_PAPERS:
            raise CountingError(
                f"There are more than {MAX_PAPERS:,} papers, too many to count exactly."
            )

    @classmethod
    def from_rankings(
        cls,
        rankings: Iterable[Sequence[int]],
        candidates: Sequence[str],
        seats: int,
        title: str = "",
    ) -> Self:
        """Take one ranking a paper: candidate numbers from 1, best first; a blank paper is empty."""
        names = tuple(_name(name, number) for number, name in enumerate(candidates, 1))
        flat: list[int] = []
        for paper, ranking in enumerate(rankings, 1):
            _check_ranking(ranking, paper, len(names))
            flat += [1, *map(int, ranking), 0]
        preferences, weights = matrix_of(np.array(flat, dtype=np.int64), len(names))
        return cls(
            candidates=names,
            seats=positive_seats(seats),
            title=_one_line(title, "The title"),
            preferences=preferences,
            weights=weights,
        )

    @property
    def papers(self) -> int:
        """How many papers there are, blank ones included."""
        return int(self.weights.sum())

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The candidates as they are shown: nothing unseen in a name, and those of one name numbered."""
        return told_apart(self.candidates)

    def name_of(self, candidate: int) -> str:
        return self.names[candidate - 1]

    def names_of(self, candidates: Iterable[int]) -> list[str]:
        names = self.names
        return [names[candidate - 1] for candidate in candidates]

    def distinct(self) -> list[tuple[tuple[int, ...], int]]:
        """Return each different ranking once, in order, with the number of papers that have it."""
        if not len(self.preferences):
            return []
        rows, which = np.unique(self.preferences, axis=0, return_inverse=True)
        weights = np.zeros(len(rows), dtype=np.int64)
        np.add.at(weights, which.ravel(), self.weights)
        return [
            (tuple(number for number in row if number), weight)
            for row, weight in zip(rows.tolist(), weights.tolist(), strict=True)
        ]


def matrix_of(tokens: Tokens, candidates: int) -> Matrix:
    """Turn the numbers `weight p p p 0 weight p 0 …` into the padded matrix and the weights.

    The numbers must already be known to end with 0 and to have a weight before every ranking.
    """
    ends = np.flatnonzero(tokens == 0)
    starts = np.concatenate([np.zeros(min(1, len(ends)), dtype=ends.dtype), ends[:-1] + 1])
    is_preference = tokens != 0
    is_preference[starts] = False
    preferences = padded(ends - starts - 1, tokens[is_preference], candidates)
    return preferences, tokens[starts].astype(np.int64)


def padded(
    lengths: NDArray[np.intp], preferences: Tokens, candidates: int
) -> NDArray[np.unsignedinteger]:
    """Lay preferences out in rows of the given lengths, each row with at least one 0 at its end."""
    width = int(lengths.max(initial=0)) + 1
    _refuse_too_large(len(lengths), width)
    matrix = np.zeros((len(lengths), width), dtype=np.min_scalar_type(candidates))
    matrix[np.arange(width) < lengths[:, None]] = preferences
    return matrix


def joined_matrix(parts: Sequence[Matrix], candidates: int) -> Matrix:
    """Put matrices of different widths one below the other. There is at least one."""
    rows = sum(len(weights) for _, weights in parts)
    width = max(preferences.shape[1] for preferences, _ in parts)
    _refuse_too_large(rows, width)
    joined = np.zeros((rows, width), dtype=np.min_scalar_type(candidates))
    start = 0
    for preferences, _ in parts:
        end = start + len(preferences)
        joined[start:end, : preferences.shape[1]] = preferences
        start = end
    return joined, np.concatenate([weights for _, weights in parts])


def _refuse_too_large(rows: int, width: int) -> None:
    if rows * width > MAX_CELLS:
        raise CountingError(
            f"There are {rows:,} rankings, the longest of {width - 1:,} preferences: too many to hold "
            "in memory at once."
        )


def without_repeats(matrix: Matrix) -> Matrix:
    """Make one row of equal rankings where a sample says that at least half the rows are repeats.

    Merging sorts all rows, which costs more than it saves when most are different.
    """
    preferences, weights = matrix
    sample = preferences[:: max(1, len(preferences) // _SAMPLE)]
    if len(preferences) <= _SAMPLE or len(np.unique(_words(sample), axis=0)) > len(sample) // 2:
        return matrix
    words = _words(preferences)
    order = np.lexsort(words.T)
    is_new = np.ones(len(order), dtype=bool)
    is_new[1:] = (words[order[1:]] != words[order[:-1]]).any(axis=1)
    first = np.flatnonzero(is_new)
    return preferences[order[first]], np.add.reduceat(weights[order], first)


def _words(preferences: NDArray[np.unsignedinteger]) -> NDArray[np.uint64]:
    """Write each ranking as a few 64-bit numbers, which sort faster than its preferences."""
    size = preferences.dtype.itemsize
    missing = -preferences.shape[1] % (8 // size)
    padded = np.pad(preferences, ((0, 0), (0, missing)))
    return padded.view(np.uint64)


def positive_seats(seats: int) -> int:
    if seats < 1:
        raise CountingError(f"There are {seats} seats to fill, and an election fills at least one.")
    return int(seats)


def _check_ranking(ranking: Sequence[int], paper: int, candidates: int) -> None:
    for number in ranking:
        if not 1 <= number <= candidates:
            raise CountingError(
                f"Paper {paper} ranks candidate {number}, but candidates are numbered 1 to {candidates}."
            )
    if len(set(ranking)) != len(ranking):
        raise CountingError(f"Paper {paper} ranks a candidate twice.")


def _name(name: str, number: int) -> str:
    name = _one_line(name, f"The name of candidate {number}")
    if not name:
        raise CountingError(f"Candidate {number} has no name.")
    return name


def _one_line(text: str, what: str) -> str:
    text = text.strip()
    if "\n" in text or "\r" in text:
        raise CountingError(f"{what} does not fit on one line.")
    return text
