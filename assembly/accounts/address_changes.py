"""A person's e-mail address has become another one: to which apps it matters.

A higher app hands in a step from its `AppConfig.ready`: `address_changes.also(voting.note_address_change)`. It runs in
the transaction of the change.
"""

import datetime as dt
from collections.abc import Callable

from .models import User

Step = Callable[[User, dt.datetime], None]

_steps: list[Step] = []


def also(step: Step) -> None:
    if step not in _steps:
        _steps.append(step)


def tell(user: User, at: dt.datetime) -> None:
    for step in _steps:
        step(user, at)
