"""How far two people who read the same answers agree, beyond what chance alone would bring. Pure: knows no Django.

Cohen's kappa: Jacob Cohen, “A coefficient of agreement for nominal scales”, Educational and Psychological Measurement
20 (1960), pages 37-46. With the share of answers on which the two agree (observed) and the share on which two people
who tick as often, but at random, would agree (expected): kappa = (observed - expected) / (1 - expected). It is 1
where they always agree, 0 where they agree as often as chance, and less than 0 where they agree less often.

A theme is ticked for an answer or not: two categories. Fractions throughout, so no float decides anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

NOTHING_READ_TWICE = "No answer has been read by both."
NOTHING_TO_EXPECT = (
    "Both put every answer in the same category, so chance alone explains it: kappa is not defined."
)


@dataclass(frozen=True, slots=True)
class Ticks:
    """How two readers ticked one theme, over the answers that both read."""

    both: int
    first_only: int
    second_only: int
    neither: int

    @property
    def answers(self) -> int:
        return self.both + self.first_only + self.second_only + self.neither

    def __add__(self, other: "Ticks") -> "Ticks":
        return Ticks(
            self.both + other.both,
            self.first_only + other.first_only,
            self.second_only + other.second_only,
            self.neither + other.neither,
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """Kappa with what it rests on; without it the reason, in words."""

    ticks: Ticks
    kappa: Fraction | None
    why_not: str = ""

    @property
    def observed(self) -> Fraction | None:
        """The share of answers on which the two agree."""
        of = self.ticks.answers
        return Fraction(self.ticks.both + self.ticks.neither, of) if of else None

    @property
    def words(self) -> str:
        return f"{float(self.kappa):.2f}" if self.kappa is not None else self.why_not


def agreement(ticks: Ticks) -> Agreement:
    of = ticks.answers
    if not of:
        return Agreement(ticks, None, NOTHING_READ_TWICE)
    first = Fraction(ticks.both + ticks.first_only, of)
    second = Fraction(ticks.both + ticks.second_only, of)
    observed = Fraction(ticks.both + ticks.neither, of)
    expected = first * second + (1 - first) * (1 - second)
    if expected == 1:
        return Agreement(ticks, None, NOTHING_TO_EXPECT)
    return Agreement(ticks, (observed - expected) / (1 - expected))


def over_all(themes: Iterable[Ticks]) -> Agreement:
    """Of all themes together: each theme of each answer is one decision, ticked or not."""
    return agreement(sum(themes, Ticks(0, 0, 0, 0)))
