"""Which text an undertaking has in an edition, and what an edition changed. Knows no clock and asks no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assembly.compact.models import EXAMPLE_NUMBER, Undertaking, UndertakingText


@dataclass(frozen=True, slots=True)
class Words:
    """What an edition says of an undertaking."""

    title: str
    text: str
    party: str
    measured_by: str = ""

    def tidy(self) -> "Words":
        return Words(self.title.strip(), self.text.strip(), self.party, self.measured_by.strip())


def words_of(text: UndertakingText) -> Words:
    return Words(text.title, text.text, text.party, text.measured_by)


class Change(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Line:
    """An undertaking in an edition: its text there, the one of the edition before, and what changed.

    `text` of a dropped one is the row that drops it.
    """

    undertaking: Undertaking
    text: UndertakingText
    before: UndertakingText | None
    change: Change


def text_in(texts: Iterable[UndertakingText], number: int) -> UndertakingText | None:
    """The text of an undertaking in the edition with this number: of that edition, or the newest before it.

    The example text is no part of an adopted edition. A row that drops the undertaking is returned like any other.
    """
    first = EXAMPLE_NUMBER if number == EXAMPLE_NUMBER else EXAMPLE_NUMBER + 1
    found = [text for text in texts if first <= text.edition.number <= number]
    return max(found, key=lambda text: text.edition.number, default=None)


def line_in(undertaking: Undertaking, texts: Iterable[UndertakingText], number: int) -> Line | None:
    """None where the edition says nothing of it: it came later, or an earlier edition dropped it."""
    texts = list(texts)
    text = text_in(texts, number)
    if text is None:
        return None
    before = text_in(texts, number - 1) if number > EXAMPLE_NUMBER + 1 else None
    if before and before.is_dropped:
        before = None
    if text.edition.number < number:
        return None if text.is_dropped else Line(undertaking, text, before, Change.SAME)
    if text.is_dropped:
        return Line(undertaking, text, before, Change.DROPPED) if before else None
    return Line(undertaking, text, before, Change.CHANGED if before else Change.NEW)
