"""What the end of an organisation's membership means to each app: what it says of it, and what it does.

Membership knows nothing of polls or groups. A higher app hands both in from its `AppConfig.ready`:

    consequences.say(leaving.roll_and_candidates)
    consequences.also(leaving.tell_returning_officers)

The sentences stand where somebody is about to suspend an organisation or to leave; the steps run in the transaction
of the act. Neither undoes what others rely on: a roll, say, is corrected by its returning officer alone.
"""

from collections.abc import Callable, Iterable

from .models import Organisation

Saying = Callable[[Organisation], Iterable[str]]
Step = Callable[[Organisation], None]

_sayings: list[Saying] = []
_steps: list[Step] = []


def say(saying: Saying) -> None:
    if saying not in _sayings:
        _sayings.append(saying)


def also(step: Step) -> None:
    if step not in _steps:
        _steps.append(step)


def of(organisation: Organisation) -> list[str]:
    """Whole sentences on what becomes of its seats, votes and groups; none when nothing hangs on it."""
    return [sentence for saying in _sayings for sentence in saying(organisation)]


def carry_out(organisation: Organisation) -> None:
    for step in _steps:
        step(organisation)
