"""Heads of the record, sent to where the people who run this server cannot reach them.

Once a day at most, by the job that seals, and only when something was sealed since: a head worth comparing with comes
before the next one. The addresses are a setting and are nowhere in the database.
"""

import datetime as dt

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from . import emails, record
from .models import WitnessedHead


def send_head(on: dt.date | None = None) -> int:
    """Send today's head to every witness that has not had it. Return how many; raise NotSent if the server refuses."""
    on = on or timezone.localdate()
    now, last = record.head(), WitnessedHead.objects.first()
    if not settings.RECORD_WITNESSES or (last and (last.on >= on or last.count == now.count)):
        return 0
    try:
        with (
            transaction.atomic()
        ):  # two workers at once send it once; undone if the mail is refused
            WitnessedHead.objects.create(on=on, count=now.count, digest=now.digest)
            for address in settings.RECORD_WITNESSES:
                _send(address, now)
    except IntegrityError:
        return 0
    return len(settings.RECORD_WITNESSES)


def _send(address: str, head: record.Head) -> None:
    words = emails.render("core/record_head", {**emails.letterhead(), "head": head})
    mail = emails.Letter(words.subject, words.text, settings.DEFAULT_FROM_EMAIL, [address])
    mail.attach_alternative(words.html, "text/html")
    mail.send()
