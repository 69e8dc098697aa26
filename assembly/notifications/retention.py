"""Mails, and the traces of sending them, are forgotten after 30 days."""

import datetime as dt

from django_q.models import Task

from assembly.core.retention import Rule

from .models import Email, FailingAddress

KEPT_FOR = dt.timedelta(days=30)


def forget_mails(on: dt.date) -> int:
    return Email.objects.filter(written_on__lt=on - KEPT_FOR).delete()[0]


def forget_failing_addresses(on: dt.date) -> int:
    return FailingAddress.objects.filter(on__lt=on - KEPT_FOR).delete()[0]


def forget_tasks(on: dt.date) -> int:
    return Task.objects.filter(stopped__date__lt=on - KEPT_FOR).delete()[0]


RULES = (
    Rule("mails", f"Mails: {KEPT_FOR.days} days after they were written", forget_mails),
    Rule(
        "failing-addresses",
        f"Addresses from which a mail came back: {KEPT_FOR.days} days after it did",
        forget_failing_addresses,
    ),
    Rule("tasks", f"Background work that is done: after {KEPT_FOR.days} days", forget_tasks),
)
