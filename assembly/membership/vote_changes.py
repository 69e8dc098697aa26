"""The hands that hold an organisation's vote change: who has to know of it, and until when that still gives a vote.

Membership knows nothing of polls. A higher app hands both in from its `AppConfig.ready`:

    vote_changes.also(warnings.tell_of_a_change_during_a_poll)
    vote_changes.say(warnings.last_moments)

The step runs in the transaction of the act, with the organisation, the people who cast its vote from now on and did not
before, and the moment. The sentences are shown where somebody is about to come to an organisation or to leave it.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from assembly.accounts.models import User

from .models import Organisation

Step = Callable[[Organisation, Sequence[User], dt.datetime], None]
Saying = Callable[[Organisation, dt.datetime], Iterable[str]]

_steps: list[Step] = []
_sayings: list[Saying] = []


def also(step: Step) -> None:
    if step not in _steps:
        _steps.append(step)


def say(saying: Saying) -> None:
    if saying not in _sayings:
        _sayings.append(saying)


def until_when(organisation: Organisation, at: dt.datetime) -> list[str]:
    """Whole sentences on each poll that is open or announced; none when it has a vote in none."""
    return [sentence for saying in _sayings for sentence in saying(organisation, at)]


def tell(organisation: Organisation, people: Sequence[User], at: dt.datetime) -> None:
    for step in _steps:
        step(organisation, people, at)
