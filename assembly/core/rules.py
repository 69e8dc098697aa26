"""May this happen? A ruling that carries its reason, shared by the screen, the service and the test."""

from dataclasses import dataclass


class Refusal(Exception):
    """Something is not done. The message, a sentence or several, is for the person who asked for it."""

    def __str__(self) -> str:
        return " ".join(map(str, self.args))


class RuleBroken(Refusal):
    """A rule forbids it."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether something is allowed and, if not, the sentence that tells a person why."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def enforce(self) -> None:
        """Raise RuleBroken with the reason, unless allowed."""
        if not self.allowed:
            raise RuleBroken(self.reason)


ALLOWED = Ruling(allowed=True)


def refused(reason: str) -> Ruling:
    """Return a refusal; the reason is a whole sentence a member can read."""
    return Ruling(allowed=False, reason=reason)


def says_why(words: str, sentence: str) -> Ruling:
    """An act that needs its reason has one; the sentence asks for it, and says who will read it."""
    return ALLOWED if words.strip() else refused(sentence)
