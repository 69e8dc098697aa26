"""Send what waits for a digest: one mail a person, each piece of news once.

Days decide what is due (`rules.is_due`), so a job that runs hourly, late or twice sends the same. A person's lines
are taken and their one mail is written in one transaction, under a lock on the lines: of two jobs at once the
second finds none left.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User

from . import kinds, rules, selectors, services
from .models import Frequency, Notification


def send_due(on: dt.date | None = None) -> int:
    """Write every digest that is due today; returns how many mails were written."""
    today = on or timezone.localdate()
    waiting = Notification.objects.waiting_for_digest().filter(on__lt=today)
    people = list(waiting.order_by("user").values_list("user", flat=True).distinct())
    return sum(_send_to(user, today) for user in people)


@transaction.atomic
def _send_to(user_pk: int, today: dt.date) -> bool:
    user = User.objects.get(pk=user_pk)
    waiting = Notification.objects.waiting_for_digest().filter(user=user, on__lt=today)
    # In the order of their ids, so that two jobs never hold half of them each.
    lines = list(waiting.select_for_update().order_by("id"))
    chosen = selectors.choices_of(user)
    due = {
        line.pk: frequency
        for line in lines
        if rules.is_due(line.on, frequency := _frequency(line, chosen), today)
    }
    taken = Notification.objects.filter(pk__in=due)
    taken.update(waits_for_digest=False)
    wanted = [pk for pk, frequency in due.items() if frequency != Frequency.OFF]
    # Who lost the right since then is not told now.
    news = selectors.readable(taken.filter(pk__in=wanted).unread(), user).newest_first()
    subjects = selectors.by_subject(news) if user.is_active else []
    if subjects:
        count = sum(len(subject.lines) for subject in subjects)
        services.write_digest(user, {"subjects": subjects, "count": count}, on=today)
    return bool(subjects)


def _frequency(line: Notification, chosen: dict[kinds.Category, Frequency]) -> Frequency:
    kind = kinds.kinds.get(line.kind)
    return chosen.get(kind.category, Frequency.AT_ONCE) if kind else Frequency.AT_ONCE
