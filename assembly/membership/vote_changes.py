"""The hands that hold an organisation's vote have changed: who has to know of it.

Membership knows nothing of polls. A higher app hands in a step from its `AppConfig.ready`; it runs in the transaction
of the act, with the organisation, the people who cast its vote from now on and did not before, and the moment:

    vote_changes.also(warnings.tell_of_a_change_during_a_poll)
"""

import datetime as dt
from collections.abc import Callable, Sequence

from assembly.accounts.models import User

from .models import Organisation

Step = Callable[[Organisation, Sequence[User], dt.datetime], None]

_steps: list[Step] = []


def also(step: Step) -> None:
    if step not in _steps:
        _steps.append(step)


def tell(organisation: Organisation, people: Sequence[User], at: dt.datetime) -> None:
    for step in _steps:
        step(organisation, people, at)
