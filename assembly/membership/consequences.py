"""What the end of an organisation's membership means to each app: what it says of it, and what it does.

The sentences are shown where somebody is about to suspend an organisation or to leave; the steps run in the transaction
of the act. Neither undoes what others rely on: a roll, say, is corrected by its returning officer alone.
"""

from collections.abc import Callable, Iterable

from assembly.core.points import Point

from .models import Organisation

Saying = Callable[[Organisation], Iterable[str]]
Step = Callable[[Organisation], None]

sayings: Point[Saying] = Point("what the end of a membership means")
steps: Point[Step] = Point("what follows when a membership ends")


def of_ending(organisation: Organisation) -> list[str]:
    """Whole sentences on what becomes of its seats, votes and groups; none when nothing hangs on it."""
    return [sentence for saying in sayings for sentence in saying(organisation)]


def carry_out(organisation: Organisation) -> None:
    for step in steps:
        step(organisation)
