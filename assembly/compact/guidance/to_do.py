"""What guidance asks of an officer: one task, however much of it is unread."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.figures import in_words
from assembly.core.to_do import Task, since
from assembly.partners.selectors import bodies_of

from . import selectors
from .views import page_of


def to_read(user: User, at: dt.datetime) -> Iterable[Task]:
    on = timezone.localdate(at)
    found = selectors.reading_list(user, on)
    unread = [one for one in found or [] if one.read_on is None]
    if not unread:
        return
    first, *others = unread
    more = f" and {in_words(len(others), 'other undertakings')}" if others else ""
    waiting_since = min(one.shown.since for one in unread)
    waits = timezone.make_aware(dt.datetime.combine(waiting_since, dt.time()))
    yield Task(
        text=f"Read the guidance on {first.shown.name}{more}",
        button="Read the guidance",
        url=reverse("compact:my_guidance") if others else page_of(first.shown.undertaking),
        by=waits,
        note=since(waits),
        whose=", ".join(body.name for body in bodies_of(user, on).order_by("name")),
        of_office=True,
    )
