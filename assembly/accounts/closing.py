"""What closing an account means to each app: why it cannot be done now, and what goes with it."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.utils import timezone

from assembly.core.points import Point

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


reasons: Point[Reasons] = Point("why an account cannot be closed now")
steps: Point[Step] = Point("what goes with an account that is closed")


def reasons_to_stay(user: User) -> list[str]:
    """Everything that has to be handed over before this account can be closed."""
    return [sentence for given in reasons for sentence in given(user)]


def erase_elsewhere(user: User, on: dt.date) -> None:
    """Take the person out of what every app holds, in the transaction of the closing."""
    for step in steps:
        step(user, on)
