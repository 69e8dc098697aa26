"""By how little a contest was decided, from the result of its count. No float, no Django.

The margin is the smallest number of votes at which anyone was elected or excluded, over all stages:

- **Excluded** at a stage: by how many votes the lowest of those who went on led the excluded. Of several excluded
  together: led all of them together.
- **Elected with the quota**: how many of the candidate's own ballots could be taken out of the box until they
  stood at the quota no longer. Taking a ballot out lowers the quota too, so with s seats, v votes and a quota that
  stands for the share t of all votes this is (v - t) * (s + 1) ÷ s. For one seat it is the lead over all others.
- **Elected without the quota**, because seats were left: the lead over the best who was not elected.
- **A tie** that the draw decided: 0.

One vote that was not cast moves a margin by one vote at most, because no ballot is worth more than one. A ballot that
was put in another's place moves it by two: one is missing here and one too many there (`votes_in_doubt`).

For a contest of one seat counted by the Scottish rule the margin is a proof: taking fewer ballots than the margin
out of the box, whichever they are, elects the same candidate (`tests/elections/test_margin.py` tries it). With several
seats it is a measure and no proof: a ballot can change the value at which a surplus moves on, and with it a
later stage. Choices that the constraints made, and not the votes, have no margin. An elected candidate with nobody left
to beat has none either; a count in which nobody could lose has no margin at all (None).
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor

from .counting import Count, Stage
from .counting.words import votes_written

SWAPPED_MOVES = 2


def smallest_margin(count: Count) -> Fraction | None:
    """Return the smallest margin at which anyone was elected or excluded; None where nobody could lose."""
    return min(_margins(count), default=None)


def votes_in_doubt(*, not_cast: int, missing: int) -> int:
    """By how many votes a margin may be wrong, when so many were not cast by their organisations or are missing."""
    return not_cast + SWAPPED_MOVES * missing


def reaches(doubt: int, margin: Fraction | None) -> bool:
    """Whether votes in doubt could have decided the contest. Without any no margin is too small."""
    return doubt > 0 and margin is not None and doubt >= margin


def in_words(margin: Fraction) -> str:
    """Write a margin for people: whole, or to two decimals, rounded down."""
    if margin.denominator == 1:
        number = str(margin.numerator)
    else:
        hundredths = floor(margin * 100)
        number = f"{hundredths // 100}.{hundredths % 100:02}"
    return votes_written(number)


def _margins(count: Count) -> Iterator[Fraction]:
    yield from (Fraction(0) for tie in count.ties if tie.decided_by == "lot")
    elected: set[int] = set()
    settled: set[int] = set()  # by the constraints
    before: dict[int, Fraction] = {}
    for stage in count.stages:
        votes = {number: _votes(count, held) for number, held in stage.votes.items()}
        if stage.action == "exclusion":
            yield from _of_exclusion(stage.candidates, before, elected, settled)
        settled.update(verdict.candidate for verdict in stage.verdicts)
        for number in stage.elected:
            if number not in settled:
                others = [held for other, held in votes.items() if other not in count.elected]
                yield from _of_election(votes[number], others, stage, count)
        elected.update(stage.elected)
        before = votes


def _votes(count: Count, units: int) -> Fraction:
    return Fraction(units, 10**count.decimals)


def _of_exclusion(
    excluded: Sequence[int],
    before: Mapping[int, Fraction],
    elected: set[int],
    settled: set[int],
) -> Iterator[Fraction]:
    """The lead over the excluded of the lowest who went on. An exclusion in several parts has a margin at the first."""
    gone = [before[number] for number in excluded if number in before and number not in settled]
    went_on = [
        held
        for number, held in before.items()
        if number not in excluded and number not in elected and number not in settled
    ]
    if gone and went_on:
        yield max(Fraction(0), min(went_on) - sum(gone))


def _of_election(
    votes: Fraction, others: Sequence[Fraction], stage: Stage, count: Count
) -> Iterator[Fraction]:
    quota, seats = _votes(count, stage.quota), count.seats
    if votes >= quota:
        share = quota
        if count.rule == "scottish":  # a whole number, the first above the share
            share = Fraction(count.valid, seats + 1)
        if others:
            yield max(Fraction(0), (votes - share) * Fraction(seats + 1, seats))
    elif others:
        yield max(Fraction(0), votes - max(others))
