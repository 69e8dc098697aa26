"""Which answers are taken, and whether questions may be changed."""

from collections.abc import Sequence
from typing import IO

from assembly.core.documents import rules as documents
from assembly.core.documents import scanning
from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused

MEGABYTE = 1_000_000
MOST_MEGABYTES = 10
MOST_CHARACTERS = 100_000


def is_short_enough(number: int, text: str) -> Ruling:
    """As many characters as a book has in fifty pages, which no browser or proxy cuts off."""
    if len(text) <= MOST_CHARACTERS:
        return ALLOWED
    return refused(
        f"Your answer to question {number} has {len(text):,} characters. Shorten it to "
        f"{in_words(MOST_CHARACTERS, 'characters')} or fewer."
    )


def may_be_attached(number: int, file: IO[bytes], name: str, size: int) -> Ruling:
    """By its size, then by what it is and not by what its name says, then by the scanner where there is one."""
    if size > MOST_MEGABYTES * MEGABYTE:
        return refused(
            f"Question {number}: {name} is larger than {MOST_MEGABYTES} MB. Make it smaller, for example by saving "
            "its pictures at a lower resolution."
        )
    ruling = documents.may_be_taken(file, name)
    ruling = ruling and scanning.may_be_kept(file)
    return ruling or refused(f"Question {number}: {ruling.reason}")


def is_an_order(number: int, options: Sequence[str], places: Sequence[int | None]) -> Ruling:
    """Each place once, and a place for each option; or none at all."""
    given = [place for place in places if place is not None]
    twice = next((place for place in sorted(given) if given.count(place) > 1), None)
    if twice is not None:
        names = [f"“{options[at]}”" for at, place in enumerate(places) if place == twice]
        return refused(
            f"Question {number}: you gave place {twice} to {' and '.join(names)}. Use each place once."
        )
    missing = [f"“{options[at]}”" for at, place in enumerate(places) if place is None]
    if given and missing:
        return refused(
            f"Question {number}: give {' and '.join(missing)} a place too, or give none of them a place."
        )
    return ALLOWED


def is_asked_of_you(number: int, parent: int, option: str) -> Ruling:
    """Nothing that was answered is dropped in silence: its sender decides which of the two answers holds."""
    return refused(
        f"Question {number} is only for those who answered “{option}” to question {parent}. "
        f"Take out your answer to question {number}, or change your answer to question {parent}."
    )
