"""What closing an account means to each app: why it cannot be done now, and what goes with it.

A higher app hands both in from its `AppConfig.ready`:

    closing.unless(leaving.reasons_to_stay)
    closing.also(leaving.erase)
"""

import datetime as dt
from collections.abc import Callable, Iterable

from django.utils import timezone

from .models import OfficeTerm, User

# Sentences that say what has to be handed over first; none when nothing is in the way.
Reasons = Callable[[User], Iterable[str]]
Step = Callable[[User, dt.date], None]


def offices_held(user: User) -> Iterable[str]:
    """An office is ended first, so that none is without a holder unnoticed."""
    for term in OfficeTerm.objects.not_over(timezone.localdate()).filter(user=user):
        yield f"You hold an office, {term.title}: resign from it first, under My Assembly."
    if user.is_superuser:
        yield "You are an administrator of the site: another administrator has to end that first."


_reasons: list[Reasons] = [offices_held]
_steps: list[Step] = []


def unless(reasons: Reasons) -> None:
    if reasons not in _reasons:
        _reasons.append(reasons)


def also(step: Step) -> None:
    if step not in _steps:
        _steps.append(step)


def reasons_to_stay(user: User) -> list[str]:
    """Everything that has to be handed over before this account can be closed."""
    return [sentence for reasons in _reasons for sentence in reasons(user)]


def erase_elsewhere(user: User, on: dt.date) -> None:
    """Take the person out of what every app holds, in the transaction of the closing."""
    for step in _steps:
        step(user, on)
