"""What the worker does for this app. Each is safe to run twice, and none takes an argument."""

import logging

from django.conf import settings

from assembly.core import jobs
from assembly.core.text_files import Unreadable

from . import bounces, digests, sending
from .mailboxes import open_mailbox
from .models import Email
from .services import SEND

log = logging.getLogger(__name__)


def send_new_mail() -> None:
    """Send what was just written; what a mail server put off waits for the round of `send_all_mail`."""
    if not settings.BACKGROUND_JOBS:
        return
    if sending.send(Email.objects.never_tried()):
        jobs.after_commit(SEND)


def send_all_mail() -> None:
    """The round: everything that waits, whatever became of the job that should have sent it."""
    if settings.BACKGROUND_JOBS:
        sending.tidy()
        sending.send(Email.objects.waiting())


def send_digests() -> None:
    """Write the digests that are due; run through the day, it makes good a morning without a worker."""
    if settings.BACKGROUND_JOBS:
        digests.send_due()


def read_bounces() -> None:
    """Mark what came back; without a mailbox there is nothing to read."""
    if not (settings.BACKGROUND_JOBS and settings.BOUNCE_ADDRESS and settings.BOUNCE_MAILBOX):
        return
    try:
        with open_mailbox(settings.BOUNCE_MAILBOX) as mailbox:
            bounces.read(mailbox)
    except Unreadable as problem:
        log.warning("%s", problem)
