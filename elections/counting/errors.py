"""What can go wrong in a count, each as a sentence for the person who runs it."""

from __future__ import annotations

from .words import visible


class CountingError(ValueError):
    """The count cannot be made as asked. The message says why, in one sentence or two.

    What it quotes from a file is made visible, so that it does nothing on a terminal or page.
    """

    def __init__(self, message: str) -> None:
        super().__init__(visible(message))


class BallotFileError(CountingError):
    """A ballot file is not what it should be: where, what was found, what was expected."""

    def __init__(self, problem: str, *, name: str, line: int) -> None:
        super().__init__(f"{name}, line {line}: {problem}")
        self.problem = visible(problem)
        self.name = name
        self.line = line


class BltError(BallotFileError):
    """A BLT file cannot be read."""


class CsvError(BallotFileError):
    """A CSV file of ballots cannot be read."""


class DrawNeeded(CountingError):
    """The rule leaves a tie to the draw, and no draw was given. A count never invents one."""

    def __init__(self, message: str, *, stage: int, candidates: tuple[int, ...]) -> None:
        super().__init__(message)
        self.stage = stage
        self.candidates = candidates


class InfeasibleConstraints(CountingError):
    """No result gives every group its minimum and none more than its maximum. Says which groups clash."""


class ConstraintsFileError(CountingError):
    """A constraints file is not what it should be: where, what was found, what was expected."""
