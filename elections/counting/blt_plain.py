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
_LINE_END = ord("\n")
_PLAIN = b"0123456789 \t\n"


def read_plain(data: bytes, start: int, end: int, candidates: int) -> Matrix | None:
    """Read the ballots between two places of the file; None where anything is odd.

    Whatever is odd is left to the reader that goes line by line, which alone decides what is an
    error. `data[end - 1]` is a line feed.
    """
    parts = []
    while start < end:
        stop = data.find(b"\n", start + _PIECE, end) + 1 or end
        found = _tokens(data[start:stop])
        part = _part(*found, candidates) if found else None
        if part is None:
            return None
        parts.append(part)
        start = stop
    return joined_matrix(parts, candidates) if parts else None


def _tokens(piece: bytes) -> tuple[NDArray[np.uint8], Tokens, NDArray[np.intp]] | None:
    """Return the characters, the numbers they make, and the place of the last digit of each.

    A number is its last digit, plus ten times the digit before it, and so on. The piece ends in a
    line feed, to which the place before the first digit wraps round.
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
    return characters, numbers, last


def _part(
    characters: NDArray[np.uint8], tokens: Tokens, last: NDArray[np.intp], candidates: int
) -> Matrix | None:
    """Make the matrix of the ballots, if each is one line, has a weight and ranks candidates at most once.

    A line must end in 0 and have no other, or a ballot may end where it should not.
    """
    is_preference = tokens != 0
    ends = np.flatnonzero(~is_preference)
    if (characters[last[ends] + 1] != _LINE_END).any():
        return None
    if not 0 < len(ends) == np.count_nonzero(characters == _LINE_END):
        return None
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
