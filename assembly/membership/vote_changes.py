"""The hands that hold an organisation's vote change: who has to know of it, and until when that still gives a vote.

A step runs in the transaction of the act, with the organisation, the people who cast its vote from now on and did not
before, and the moment. The sentences are shown where somebody is about to come to an organisation or to leave it.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from assembly.accounts.models import User
from assembly.core.points import Point

from .models import Organisation

Step = Callable[[Organisation, Sequence[User], dt.datetime], None]
Saying = Callable[[Organisation, dt.datetime], Iterable[str]]

steps: Point[Step] = Point("what follows when somebody else may cast a vote")
sayings: Point[Saying] = Point("until when a change still gives a vote")


def until_when(organisation: Organisation, at: dt.datetime) -> list[str]:
    """Whole sentences on each poll that is open or announced; none when it has a vote in none."""
    return [sentence for saying in sayings for sentence in saying(organisation, at)]


def tell(organisation: Organisation, people: Sequence[User], at: dt.datetime) -> None:
    for step in steps:
        step(organisation, people, at)
