"""Heads of the record, sent to where the people who run this server cannot reach them.

Once a day at most, by the job that seals, and only when something was sealed since: a head worth comparing with comes
before the next one. The addresses are a setting; the database holds a keyed hash of each.
"""

import datetime as dt

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from . import emails, record
from .models import SentHead, WitnessedHead


def send_head(on: dt.date | None = None) -> int:
    """Send the head of the day to every witness that has not had it. Return how many; raise NotSent if one is refused.

    Call it outside a transaction: a mail server that hangs would hold every lock of it for 20 seconds a witness. One
    whose mail was refused does not keep it from the others, and gets it in the next run.
    """
    noted = _head_of(on or timezone.localdate()) if settings.RECORD_WITNESSES else None
    if noted is None:
        return 0
    words = emails.render("core/record_head", {**emails.letterhead(), "head": noted})
    sent, refused = 0, None
    for address in settings.RECORD_WITNESSES:
        try:
            sent += _send(address, noted, words)
        except emails.NotSent as problem:
            refused = problem
    if refused:
        raise refused
    return sent


def _head_of(on: dt.date) -> WitnessedHead | None:
    """The head of this day; the one before it while nothing was sealed since."""
    now, last = record.head(), WitnessedHead.objects.first()
    if now.count and (last is None or (last.on < on and last.count != now.count)):
        last, _ = WitnessedHead.objects.get_or_create(
            on=on, defaults={"count": now.count, "digest": now.digest}
        )
    return last


def _send(address: str, head: WitnessedHead, words: emails.Message) -> bool:
    """Send it unless this witness has it. Marked first, so that two workers at once send it once."""
    witness = salted_hmac("core.witnesses", address.lower(), algorithm="sha256").hexdigest()
    mark, is_new = SentHead.objects.get_or_create(head=head, witness=witness)
    if not is_new:
        return False
    try:
        emails.letter(words, address).send()
    except emails.NotSent:
        mark.delete()
        raise
    return True
