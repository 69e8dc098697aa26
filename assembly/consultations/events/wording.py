"""What is in the text of notes and of a summary: the notes with their numbers, and which of them a summary rests on.

Notes are separated by an empty line and numbered from 1. A summary names them in square brackets: “Buses are too
few [1, 4].” Knows no Django and no clock.
"""

import re
from dataclasses import dataclass

BLANK = re.compile(r"\n\s*\n")
CITED = re.compile(r"\[(\d{1,4}(?:\s*,\s*\d{1,4})*)\]")
NUMBER = re.compile(r"\d+")


def paragraphs(text: str) -> list[str]:
    """Without what is empty."""
    parts = BLANK.split(text.replace("\r\n", "\n").strip())
    return [part.strip() for part in parts if part.strip()]


def cited(text: str) -> set[int]:
    """The numbers of the notes that it names."""
    return {int(number) for list_ in CITED.findall(text) for number in NUMBER.findall(list_)}


@dataclass(frozen=True, slots=True)
class Point:
    """A paragraph of the summary, cut where it names notes."""

    pieces: tuple["Piece", ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, with the notes that are named after them."""

    words: str
    notes: tuple[int, ...] = ()


def points(text: str) -> list[Point]:
    return [Point(tuple(_pieces(paragraph))) for paragraph in paragraphs(text)]


def _pieces(paragraph: str) -> list[Piece]:
    found, start = [], 0
    for match in CITED.finditer(paragraph):
        numbers = tuple(int(number) for number in NUMBER.findall(match[1]))
        found.append(Piece(paragraph[start : match.start()], numbers))
        start = match.end()
    return [*found, Piece(paragraph[start:])] if paragraph[start:] else found
