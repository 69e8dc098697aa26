"""A text cut into passages, and what becomes of each passage in the next version. Knows no Django and no clock.

A passage has keys: its own and those of passages of earlier versions that it goes on. A comment belongs to a key, so a
new version neither loses nor changes it: it is shown at the passage that has its key, or at the end where none has.
"""

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

BLANK = re.compile(r"\n\s*\n")
HEADING = re.compile(r"#{1,6}\s+(?=\S)")
ITEM = re.compile(r"(?:[-*•]|\d{1,3}[.)])\s+(?=\S)")
WORD = re.compile(r"\w+")
# How much of the words two passages share, from 0 to 1, for one to be what became of the other.
NEAR = 0.5


class Kind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Piece:
    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Keyed:
    """A passage with its keys, its own first."""

    keys: tuple[int, ...]
    piece: Piece


def cut(source: str) -> list[Piece]:
    """Headings begin with #, items of a list with - or a number; paragraphs have an empty line between them."""
    pieces: list[Piece] = []
    for block in BLANK.split(source.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        pieces += _of_block(lines)
    return pieces


def _of_block(lines: Sequence[str]) -> list[Piece]:
    """A line that is neither heading nor item goes on the one before, but for a heading."""
    found: list[Piece] = []
    for line in lines:
        if match := HEADING.match(line):
            found.append(Piece(Kind.HEADING, line[match.end() :]))
        elif match := ITEM.match(line):
            found.append(Piece(Kind.ITEM, line[match.end() :]))
        elif found and found[-1].kind is not Kind.HEADING:
            found[-1] = Piece(found[-1].kind, f"{found[-1].words}\n{line}")
        else:
            found.append(Piece(Kind.PARAGRAPH, line))
    return found


def first(pieces: Sequence[Piece], last_key: int = 0) -> list[Keyed]:
    """The passages of a first version."""
    return carry([], pieces, last_key)


def carry(before: Sequence[Keyed], after: Sequence[Piece], last_key: int) -> list[Keyed]:
    """Give the pieces of a new version the keys of the passages they go on; the others get new ones after the last."""
    goes_to = _same(before, after)
    goes_to |= _nearest(before, after, goes_to)
    keys: dict[int, list[int]] = {}
    # Whoever kept its words gives the passage its own key.
    for old in sorted(
        goes_to, key=lambda one: (not _alike(before[one].piece, after[goes_to[one]]), one)
    ):
        keys.setdefault(goes_to[old], []).extend(before[old].keys)
    found = []
    for place, piece in enumerate(after):
        if place not in keys:
            last_key += 1
        found.append(Keyed(tuple(keys.get(place, [last_key])), piece))
    return found


def _plain(piece: Piece) -> str:
    return " ".join(piece.words.split())


def _alike(one: Piece, other: Piece) -> bool:
    return _plain(one) == _plain(other)


def _same(before: Sequence[Keyed], after: Sequence[Piece]) -> dict[int, int]:
    """Of the same words: in their order first, so that repeated words keep their places, then wherever they went."""
    old, new = [_plain(one.piece) for one in before], [_plain(piece) for piece in after]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    found = {
        block.a + offset: block.b + offset
        for block in matcher.get_matching_blocks()
        for offset in range(block.size)
    }
    free: dict[str, list[int]] = {}
    for place in sorted(set(range(len(new))) - set(found.values())):
        free.setdefault(new[place], []).append(place)
    for place, words in enumerate(old):
        if place not in found and free.get(words):
            found[place] = free[words].pop(0)
    return found


def _nearest(
    before: Sequence[Keyed], after: Sequence[Piece], known: dict[int, int]
) -> dict[int, int]:
    """Of changed words: the passage that shares most of them. Two that were joined go to the same one."""
    taken = set(known.values())
    words = {
        place: WORD.findall(piece.words.casefold())
        for place, piece in enumerate(after)
        if place not in taken
    }
    counted = {place: Counter(found) for place, found in words.items()}
    found: dict[int, int] = {}
    for place, one in enumerate(before):
        if place in known:
            continue
        mine = WORD.findall(one.piece.words.casefold())
        best = max(
            ((_share(mine, words[other], counted[other]), -other) for other in words),
            default=(0.0, 0),
        )
        if best[0] >= NEAR:
            found[place] = -best[1]
    return found


def _share(mine: list[str], theirs: list[str], counted: Counter[str]) -> float:
    """How much of the shorter is in the longer, in its order: so a passage that was cut in two still finds a part."""
    shorter = min(len(mine), len(theirs))
    if not shorter or sum((Counter(mine) & counted).values()) < NEAR * shorter:
        return 0.0  # comparing word by word takes long, and could find no more than this
    matcher = difflib.SequenceMatcher(None, mine, theirs, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    # Of two that hold all of it, the one that is nearer in length.
    return min(shared / shorter, 1.0) * 0.75 + matcher.ratio() * 0.25
