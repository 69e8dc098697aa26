"""Two versions of a text, word by word: what stayed, what was taken out and what was put in.

A page shows what was taken out in `<del>` and what was put in in `<ins>` (templates/components/differences.html).
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

# A word with the space before it.
WORD = re.compile(r"\s*\S+")


class Kind(StrEnum):
    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Piece:
    kind: Kind
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """The pieces in reading order; where words were replaced, the old ones come first.

    What both begin and end with is set aside first. In what is left of a long text the matcher does not start from
    words that it finds in every line: comparing each “the” with each other one would take a minute.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    middle_of_old, middle_of_new = old[start : len(old) - end], new[start : len(new) - end]
    matcher = difflib.SequenceMatcher(None, middle_of_old, middle_of_new)
    pieces = [Piece(Kind.SAME, "".join(new[:start]))]
    for code in matcher.get_opcodes():
        pieces += _pieces(middle_of_old, middle_of_new, code)
    pieces.append(Piece(Kind.SAME, "".join(new[len(new) - end :])))
    return [piece for piece in pieces if piece.text]


def _shared(one: list[str], other: list[str]) -> int:
    """With how many same words both begin."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _pieces(
    old: list[str], new: list[str], code: tuple[str, int, int, int, int]
) -> Iterator[Piece]:
    tag, old_from, old_to, new_from, new_to = code
    if tag == "equal":
        yield Piece(Kind.SAME, "".join(new[new_from:new_to]))
        return
    if old_from < old_to:
        yield Piece(Kind.OUT, "".join(old[old_from:old_to]))
    if new_from < new_to:
        yield Piece(Kind.IN, "".join(new[new_from:new_to]))
