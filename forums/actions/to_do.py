"""What an action asks of its owner: to say what became of it."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task

from .selectors import owned_by


def for_owners(user: User, at: dt.datetime) -> Iterable[Task]:
    """One for each open action of the person and of the organisations for which they act. One query."""
    today = timezone.localdate(at)
    for action in owned_by(user).filter(result=""):
        late = action.is_overdue(today)
        yield Task(
            text=action.text,
            button="Record the outcome",
            url=reverse("forums:action_close", args=[action.pk]),
            by=timezone.make_aware(
                dt.datetime.combine(action.due_on + dt.timedelta(days=1), dt.time())
            ),
            note=f"An action of the {action.meeting.group}. "
            f"{'Overdue: it was' if late else 'It is'} due on {short_day(action.due_on)}",
            whose=action.owner,
        )
