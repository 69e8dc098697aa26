"""The code of conduct that somebody accepts before they take a seat for the sector.

A code that changes gets the next version; the former ones stay below it, because people accepted those words. The seven
principles are those of public life (the Nolan committee, 1995), in our own words.
"""

import datetime as dt
from dataclasses import dataclass, replace

from .models import Seat


@dataclass(frozen=True, slots=True)
class ConductSection:
    """`of_sector` comes last: sentences for those who speak for the sector."""

    heading: str
    of_everybody: tuple[str, ...] = ()
    of_sector: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        return self.of_everybody + self.of_sector


@dataclass(frozen=True, slots=True)
class Code:
    """One version of the code; `since` is the day from which it is shown."""

    version: str
    since: dt.date
    parts: tuple[ConductSection, ...]

    def for_seat(self, seat: Seat) -> "Code":
        """The words that are accepted in this seat. Members elect nobody of the Compact Board's other sides."""
        if seat.speaks_for_us:
            return self
        kept = (replace(part, of_sector=()) for part in self.parts if part.of_everybody)
        return replace(self, parts=tuple(kept))


CODES = (
    Code(
        "1",
        dt.date(2026, 11, 26),
        (
            ConductSection(
                "The seven principles of public life",
                (
                    "Selflessness: I act for the good of the people whom the sector serves, not for my own gain.",
                    "Integrity: I take no money, favour or duty that could steer what I say in the seat.",
                    "Objectivity: I judge on the merits and the evidence, and treat every organisation fairly.",
                    "Accountability: I answer to the members for what I do in the seat, and let them check it.",
                    "Openness: I say what was decided and why, and keep back only what has to be kept back.",
                    "Honesty: I tell the truth, and say so when I was wrong.",
                    "Leadership: I keep these principles where others can see it, and speak up when they are broken.",
                ),
            ),
            ConductSection(
                "Speaking for the sector",
                of_sector=(
                    "In the seat I speak for the sector as a whole, and not for my employer or my own organisation.",
                    "I ask members before the meetings what they need, and bring that to the table.",
                    "Where members disagree I say so, and do not pass one view off as everybody's.",
                ),
            ),
            ConductSection(
                "Interests",
                (
                    "I declare my interests: who employs me, what funding I or mine get, which other seats I hold.",
                    "I bring the declaration up to date when something changes, and know that it is public.",
                    "When a matter touches an interest of mine I say so, and take no part in the decision.",
                ),
            ),
            ConductSection(
                "Meetings and reports",
                ("I come to the meetings. When I cannot, I send apologies and a deputy.",),
                (
                    "I report to the members within 10 working days of each meeting, whether I was there or not.",
                    "I know that my reports, my attendance and an overdue report are public.",
                ),
            ),
            ConductSection(
                "When somebody thinks that this code was broken",
                (
                    "Anybody may say so to the Support Unit, which tells me what is said and asks for my answer.",
                    "The Assembly Board hears both sides and tries to put things right.",
                ),
                (
                    "If that does not help, it calls a vote of those who elected me; they may recall me from the seat.",
                ),
            ),
        ),
    ),
)
CURRENT = CODES[0]
