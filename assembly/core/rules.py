"""May this happen? A ruling that carries its reason, shared by the screen, the service and the test."""

from dataclasses import dataclass


class RuleBroken(Exception):
    """A rule forbids the act. The message is shown to the person who tried it."""


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
