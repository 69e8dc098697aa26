"""The introduction and the principles of an edition, as `compact/words.html` shows them."""

from dataclasses import dataclass, field

from assembly.core.passages.carrying import Kind, cut


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, or a list of items."""

    words: str = ""
    is_heading: bool = False
    items: list[str] = field(default_factory=list)


def blocks(source: str) -> list[Block]:
    """Headings begin with #, items with - or a number; items that follow each other are one list."""
    found: list[Block] = []
    for piece in cut(source):
        if piece.kind is not Kind.ITEM:
            found.append(Block(piece.words, is_heading=piece.kind is Kind.HEADING))
        elif found and found[-1].items:
            found[-1].items.append(piece.words)
        else:
            found.append(Block(items=[piece.words]))
    return found
