"""The quick way into a BLT file: ballots that are nothing but whole numbers, parsed in numpy.

The file is worked through in pieces that fit a processor's cache, each from digits to its part of
the matrix, so that reading takes a fraction of the memory of the numbers it reads.
"""

from __future__ import annotations

import numpy as np

from .ballots import MAX_PAPERS, Matrix, Tokens, joined_matrix, padded

_PIECE = 1 << 18  # bytes
_MOST_DIGITS = 9  # as many as the most papers have
_PLAIN = b"0123456789 \t\n"


def read_plain(data: bytes, start: int, end: int, candidates: int) -> Matrix | None:
    """Read the ballots between two places of the file; None where anything is odd.

    Whatever is odd is left to the reader that goes token by token, which alone decides what is an
    error. `data[end - 1]` is a line feed.
    """
    parts = []
    left: Tokens = np.zeros(0, dtype=np.int32)  # of a ballot that goes on in the next piece
    while start < end:
        stop = data.find(b"\n", start + _PIECE, end) + 1 or end
        tokens = _tokens(data[start:stop])
        if tokens is None:
            return None
        tokens = np.concatenate([left, tokens])
        closed = _last_end(tokens)
        left = tokens[closed:]
        if closed:
            part = _part(tokens[:closed], candidates)
            if part is None:
                return None
            parts.append(part)
        start = stop
    return joined_matrix(parts, candidates) if parts and not len(left) else None


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
    return numbers


def _last_end(tokens: Tokens) -> int:
    """Return the place after the last 0, which ends a ballot."""
    ends = np.flatnonzero(tokens == 0)
    return int(ends[-1]) + 1 if len(ends) else 0


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
    # A place for each candidate on each ballot: as many must be marked as there are preferences.
    is_ranked = np.zeros(len(ends) * candidates, dtype=bool)
    is_ranked[np.repeat(np.arange(-1, len(is_ranked) - 1, candidates), lengths) + ranked] = True
    if np.count_nonzero(is_ranked) < len(ranked):
        return None
    return padded(lengths, ranked, candidates), weights
