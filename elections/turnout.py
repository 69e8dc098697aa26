"""Turnout by theme and district, as far as it cannot show who voted and who did not.

The marks on the roll say which organisations voted, and are shown to their own delegates only. A table of
turnout could tell others: of a group in which all voted, or none, or all but one. So of one way of dividing the roll
either a table stands in which no line can be worked out, or no table:

- The roll is divided into parts without overlap: an organisation in several districts stands under “several”.
- A part is *safe* when it has at least 10 on the roll, and at least 3 that voted and 3 that did not.
- Parts that are not safe are put together under “the others”; if those together are not safe, the smallest
  safe part joins them, until they are (complementary suppression: the others are the whole less the rest).
- With fewer than two parts left there is nothing to show. The whole is public anyway, so it must not be safe itself.
- Only one division is shown (by district): two tables side by side could be subtracted from each other.

While voting is open one number is shown, of the whole roll, where it has at least 50 organisations and the number is
safe as a part's must be. It counts **to the end of yesterday**: one that rose with every ballot would tell anybody who
asks often enough at which moment each was cast, which nothing here keeps (docs/ballot-secrecy.md).
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assembly.core.templatetags.assembly import day

SHOWN_FROM = 50  # on a smaller roll the number is said after the close alone
PART_AT_LEAST = 10
EACH_AT_LEAST = 3
OTHERS = "The others together"


@dataclass(frozen=True, slots=True)
class Turnout:
    """Of one part of the roll: how many stand on it and how many voted."""

    name: str
    electors: int
    voted: int

    @property
    def is_safe(self) -> bool:
        return (
            self.electors >= PART_AT_LEAST
            and self.voted >= EACH_AT_LEAST
            and self.electors - self.voted >= EACH_AT_LEAST
        )

    def __add__(self, other: "Turnout") -> "Turnout":
        return Turnout(OTHERS, self.electors + other.electors, self.voted + other.voted)


def so_far_sentence(whole: Turnout, today: dt.date) -> str:
    """How many have voted by the end of yesterday, or why that is not said."""
    if whole.electors < SHOWN_FROM:
        return (
            f"Shown after voting closes: with fewer than {SHOWN_FROM} organisations on the roll, the number could "
            "reveal who has voted."
        )
    if not whole.is_safe:
        return (
            f"Shown while at least {EACH_AT_LEAST} organisations have voted and at least {EACH_AT_LEAST} have not: "
            "otherwise it could reveal which."
        )
    yesterday = day(today - dt.timedelta(days=1))
    per_cent = 100 * whole.voted // whole.electors
    return (
        f"{whole.voted:,} of {whole.electors:,} organisations ({per_cent}%) had voted by the end of {yesterday}. The "
        "number is updated once a day."
    )


def safe_parts(lines: Iterable[tuple[str, bool]]) -> list[Turnout]:
    """Divide a roll, given as a line of (part, voted) for each organisation, so that no part tells too much."""
    voted, electors = Counter[str](), Counter[str]()
    for part, has_voted in lines:
        electors[part] += 1
        voted[part] += has_voted
    return _suppressed({part: Turnout(part, electors[part], voted[part]) for part in electors})


def _suppressed(parts: Mapping[str, Turnout]) -> list[Turnout]:
    safe = sorted(
        (part for part in parts.values() if part.is_safe),
        key=lambda part: (-part.electors, part.name),
    )
    unsafe = [part for part in parts.values() if not part.is_safe]
    if not unsafe:
        return safe if len(safe) > 1 else []
    others = sum(unsafe, start=Turnout(OTHERS, 0, 0))
    while safe and not others.is_safe:
        others += safe.pop()
    return [*safe, others] if safe and others.is_safe else []
