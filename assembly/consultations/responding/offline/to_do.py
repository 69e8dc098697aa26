"""What waits of the responses on paper: to be checked by another person, or to be corrected by who entered it."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.core.roles import BOARD, SUPPORT_UNIT
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task

from . import selectors

MOST = 20


def papers(user: User, at: dt.datetime) -> Iterable[Task]:
    """The oldest first. Who responded is not said here: whoever checks it reads that on its own screen."""
    held = [office for office in (SUPPORT_UNIT, BOARD) if office in offices.held_by(user)]
    if not held:
        return
    for response in selectors.waits_for(user)[:MOST]:
        is_own = response.entered_by_id == user.pk
        on = response.received_on or timezone.localdate(at)  # all of these have a day
        yield Task(
            text=f"{'Correct' if is_own else 'Check'} a response on paper: {response.consultation}",
            button="Correct it" if is_own else "Check it",
            url=reverse("consultations_offline:offline_check", args=[response.pk]),
            by=timezone.make_aware(dt.datetime.combine(on, dt.time())),
            note=f"Received on {short_day(on)}",
            whose=held[0],
            of_office=True,
        )
