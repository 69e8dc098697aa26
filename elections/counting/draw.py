"""The draw: an order of candidates that nobody chose, from a seed that nobody could foresee."""

from __future__ import annotations

import hashlib


def draw_order(seed: str, candidates: int) -> tuple[int, ...]:
    """Sort candidates by SHA-256(seed + ":" + candidate number).

    Anyone can repeat it: `printf '%s' 'SEED:3' | sha256sum` gives the key of candidate 3. The draw
    falls on the first of the tied candidates: whose surplus moves first, or who is excluded.
    """
    return tuple(
        sorted(
            range(1, candidates + 1),
            key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).digest(),
        )
    )
