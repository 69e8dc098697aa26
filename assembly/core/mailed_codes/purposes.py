"""What a code is for, how long it works, and how many are mailed on whose account."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from assembly.core.figures import UNITS, in_words

TRIES = 5
CODES_KEPT = dt.timedelta(hours=24)  # a code and its counts are forgotten after that


class Per(StrEnum):
    """On whose account codes are counted."""

    PERSON = "person"
    ORGANISATION = "organisation"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many codes within so many hours. `refusal` is what a person reads who asks for one more."""

    per: Per
    codes: int
    hours: int
    refusal: str


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a code is for. Its name is part of the hash: a code for one purpose does not work for another.

    `again` says how to get another code, `instead` what to do without one.
    """

    name: str
    mail: str
    lasts: dt.timedelta
    limits: tuple[Limit, ...]
    again: str = "Ask for a new one."
    instead: str = ""

    def __post_init__(self) -> None:
        longest = max([self.lasts, *(dt.timedelta(hours=limit.hours) for limit in self.limits)])
        if longest > CODES_KEPT:
            raise ValueError(
                f"What is counted about codes is forgotten after {in_words(CODES_KEPT, 'hours')}."
            )

    @property
    def age(self) -> str:
        """`lasts` in words: “15 minutes”, “an hour”."""
        unit = next(unit for unit in ("days", "hours", "minutes") if not self.lasts % UNITS[unit])
        return in_words(self.lasts, unit, spelt=self.lasts == UNITS[unit])


@dataclass(frozen=True, slots=True)
class Bearer:
    """What a code proves, and about whom: each has one open code.

    With an `address`, a code that was mailed to another one is wrong.
    """

    purpose: Purpose
    person: int = 0
    organisation: int = 0
    reference: str = ""
    address: str = ""

    @property
    def name(self) -> str:
        return f"{self.person}/{self.organisation}/{self.reference}"
