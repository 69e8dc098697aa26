"""Votes as the pages write them: two decimals, and more where two would hide a difference that decided.

A count has five decimals or more, and nearly all of them say nothing to a reader. The sheet and the files keep them.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from .counting import Count, Stage

PLACES = 2
NONE = "\N{EN DASH}"


class VoteFigures:
    """How the votes of one count are written. Every figure of a count has the same decimals, but whole ones none."""

    def __init__(self, count: Count) -> None:
        self.decimals = count.decimals
        self.places = _places(count)
        self._long = re.compile(rf"\b[\d,]+\.\d{{{count.decimals}}}\b")

    def shown(self, units: int | None) -> str:
        """Units of the count's last decimal; None is a dash."""
        return NONE if units is None else self.amount(Decimal(units).scaleb(-self.decimals))

    def amount(self, votes: Decimal) -> str:
        if votes == votes.to_integral_value():
            return f"{votes:,.0f}"
        return f"{_rounded(votes, self.places):,f}"

    def in_text(self, text: str) -> str:
        """A sentence of the count, whose figures have all decimals, with shorter ones."""
        return self._long.sub(lambda found: self.amount(Decimal(found[0].replace(",", ""))), text)


def _rounded(votes: Decimal, places: int) -> Decimal:
    return votes.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _places(count: Count) -> int:
    """The fewest decimals at which whatever decided still looks different."""
    pairs = {
        (Decimal(one).scaleb(-count.decimals), Decimal(other).scaleb(-count.decimals))
        for one, other in _deciding(count)
        if one != other
    }
    places = min(PLACES, count.decimals)
    while places < count.decimals and any(
        _rounded(one, places) == _rounded(other, places) for one, other in pairs
    ):
        places += 1
    return places


def _deciding(count: Count) -> Iterator[tuple[int, int]]:
    """Each two figures of which the greater or the smaller decided: a quota, an exclusion, a surplus, a seat, a tie."""
    elected: set[int] = set()
    before: Stage | None = None
    for stage in count.stages:
        if before:
            yield from _chosen(stage, before, elected)
        still = [number for number in stage.votes if number not in elected]
        yield from ((stage.votes[number], stage.quota) for number in still)
        elected.update(stage.elected)
        yield from itertools.product(
            _votes(stage, stage.elected), _votes(stage, set(still) - elected)
        )
        before = stage
    for tie in count.ties:
        for number in tie.earlier_stages:
            earlier = next(stage for stage in count.stages if stage.number == number)
            yield from itertools.combinations(_votes(earlier, tie.candidates), 2)


def _chosen(stage: Stage, before: Stage, elected: set[int]) -> Iterator[tuple[int, int]]:
    """Whose votes move at this stage, beside those who could have come instead."""
    if stage.action == "surplus":
        could = [number for number in elected if before.votes.get(number, 0) > before.quota]
    else:
        could = [number for number in before.votes if number not in elected]
    others = set(could) - set(stage.candidates)
    yield from itertools.product(_votes(before, stage.candidates), _votes(before, others))


def _votes(stage: Stage, numbers: Iterable[int]) -> list[int]:
    return [stage.votes[number] for number in numbers if number in stage.votes]
