"""Two versions of a text, word by word: what stayed, what was taken out and what was put in.

A page shows what was taken out in `<del>` and what was put in in `<ins>` (templates/components/differences.html).
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

# A word with the space before it: spaces by themselves are so many that comparing them takes for ever.
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
    """The pieces in reading order; where words were replaced, the old ones come first."""
    old, new = WORD.findall(before), WORD.findall(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [piece for code in matcher.get_opcodes() for piece in _pieces(old, new, code)]


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
