"""The quick way into a BLT file: ballots that are nothing but whole numbers, parsed in numpy.

The file is worked through in pieces that fit a processor's cache, each from digits to its part of
the matrix, so that reading takes a fraction of the memory of the numbers it reads.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .ballots import MAX_PAPERS, Matrix, Tokens, joined_matrix, padded

_PIECE = 1 << 18  # bytes
_MOST_PLACES = 1 << 25  # bytes; where there are more, sorting is the lesser evil
_MOST_DIGITS = 9  # as many as the most papers have
_PLAIN = b"0123456789 \t\n"


def read_plain(data: bytes, start: int, end: int, candidates: int) -> Matrix | None:
    """Read the ballots between two places of the file; None where anything is odd.

    Whatever is odd is left to the reader that goes line by line, which alone decides what is an
    error. `data[end - 1]` is a line feed.
    """
    parts = []
    while start < end:
        stop = data.find(b"\n", start + _PIECE, end) + 1 or end
        tokens = _tokens(data[start:stop])
        part = None if tokens is None else _part(tokens, candidates)
        if part is None:
            return None
        parts.append(part)
        start = stop
    return joined_matrix(parts, candidates) if parts else None


def _tokens(piece: bytes) -> Tokens | None:
    """Turn digits into numbers: the last digit of each, plus ten times the digit before it, and so on.

    The piece ends in a line feed, to which the place before the first digit wraps round.
    """
    if piece.translate(None, _PLAIN):
        return None
    characters = np.frombuffer(piece, dtype=np.uint8)
    is_digit = characters >= ord("0")
    last = np.flatnonzero(is_digit[:-1] & ~is_digit[1:])
    numbers = (characters[last] - ord("0")).astype(np.int32)
    goes_on = is_digit[last - 1]
    digits = 1
    while goes_on.any():
        if digits == _MOST_DIGITS:
            return None
        more = (characters[last - digits] - ord("0")) * goes_on
        numbers += np.multiply(more, 10**digits, dtype=np.int32)
        digits += 1
        goes_on &= is_digit[last - digits]
    return numbers if _a_ballot_a_line(characters, last, numbers) else None


def _a_ballot_a_line(
    characters: NDArray[np.uint8], last: NDArray[np.intp], numbers: Tokens
) -> bool:
    """Say whether each line ends in 0, and has no other: else a ballot may end where it should not."""
    before_line_ends = characters[last[numbers == 0] + 1] == ord("\n")
    lines = np.count_nonzero(characters == ord("\n"))
    return bool(before_line_ends.all()) and len(before_line_ends) == lines


def _part(tokens: Tokens, candidates: int) -> Matrix | None:
    """Make the matrix of whole ballots, if each has a weight and ranks candidates at most once."""
    is_preference = tokens != 0
    ends = np.flatnonzero(~is_preference)
    starts = np.zeros_like(ends)
    starts[1:] = ends[:-1] + 1
    weights = tokens[starts].astype(np.int64)
    is_preference[starts] = False
    ranked = tokens[is_preference]
    if not weights.all() or weights.max() > MAX_PAPERS or ranked.max(initial=0) > candidates:
        return None
    lengths = ends - starts - 1
    if not _each_ranked_once(lengths, ranked, candidates):
        return None
    return padded(lengths, ranked, candidates), weights


def _each_ranked_once(lengths: NDArray[np.intp], ranked: Tokens, candidates: int) -> bool:
    """Mark a place for each candidate on each ballot: as many must be marked as there are preferences."""
    size = len(lengths) * candidates
    places = np.repeat(np.arange(-1, size - 1, candidates), lengths) + ranked
    if size > _MOST_PLACES:
        return len(np.unique(places)) == len(ranked)
    is_ranked = np.zeros(size, dtype=bool)
    is_ranked[places] = True
    return bool(np.count_nonzero(is_ranked) == len(ranked))
