"""Hand the outbox to the mail server: each mail once, also when a job runs twice or dies in the middle.

A mail is claimed by one conditional update before it is handed over, so that of two jobs one gets it. Between
the mail server's “accepted” and our own note of it lies a moment in which a job can die, and then nobody can know
whether the mail went. We hold to *at most once*: such a mail is set aside as uncertain and is not repeated by
itself, because what it says stands on the person's list in the site anyway. `manage.py send_mail --uncertain`
repeats it, with the same Message-ID, by which many mail programs drop a second copy.
"""

import datetime as dt
import logging
import smtplib
import time
from collections.abc import Iterator

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from assembly.core import emails
from assembly.core.clean_text import clean, clean_line
from assembly.core.models import SiteSettings

from . import unsubscribing, verp
from .models import Email, EmailQuerySet

BATCH = 50  # mails over one connection: servers end longer ones
PATIENCE = 200  # seconds of work in one job, well under the worker's timeout
TRY_FOR = dt.timedelta(days=3)
ABANDONED_AFTER = dt.timedelta(minutes=30)  # longer than any job may run

log = logging.getLogger(__name__)


def send(waiting: EmailQuerySet, *, seconds: float = PATIENCE) -> bool:
    """Try each of these once, in the order of their ids, which is no order of time. True when time ran out."""
    ends = time.monotonic() + seconds
    ids = list(waiting.order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), BATCH):
        if not _send_batch(ids[start : start + BATCH], ends):
            return False
        if time.monotonic() >= ends:
            return True
    return False


def tidy(at: dt.datetime | None = None) -> None:
    """Set aside what a dead job left, and give up what nobody accepts."""
    at = at or timezone.now()
    today = timezone.localdate(at)
    sending = Email.objects.filter(state=Email.State.SENDING)
    interrupted = sending.filter(claimed_at__lte=at - ABANDONED_AFTER).update(
        state=Email.State.UNCERTAIN, claimed_at=None, error="interrupted"
    )
    if interrupted:
        log.warning("%s mails were interrupted: see manage.py send_mail --help", interrupted)
    Email.objects.waiting().filter(written_on__lt=today - TRY_FOR).update(
        state=Email.State.REFUSED, error="gave up"
    )


def repeat_uncertain() -> int:
    """Put interrupted mails back into the queue; some of their readers may get them twice."""
    return Email.objects.filter(state=Email.State.UNCERTAIN).update(
        state=Email.State.QUEUED, error=""
    )


def set_waiting_mail_aside(made_at: dt.datetime) -> Iterator[str]:
    """After a restore: what waited at the backup went out long ago, or nobody knows. It is not sent again by itself."""
    unfinished = Email.objects.filter(state__in=[Email.State.QUEUED, Email.State.SENDING])
    aside = unfinished.update(state=Email.State.UNCERTAIN, claimed_at=None, error="restored")
    if aside:
        yield (
            f"{aside} mails waited when the backup was made; they were perhaps sent since and are set aside. "
            "See: manage.py send_mail --help"
        )


def _send_batch(ids: list[int], ends: float) -> bool:
    """Send over one connection until time is up. False when the server cannot be reached: nothing was claimed."""
    server = get_connection()
    try:
        server.open()
    except (OSError, smtplib.SMTPException) as problem:
        log.warning("The mail server cannot be reached: %s", _code(problem))
        return False
    try:
        reply_to = SiteSettings.load().contact_email
        for pk in ids:
            if time.monotonic() < ends:
                _send_one(pk, server, reply_to)
    finally:
        server.close()
    return True


def _send_one(pk: int, server: BaseEmailBackend, reply_to: str) -> None:
    claimed_at = timezone.now()
    if not Email.objects.filter(pk=pk, state=Email.State.QUEUED).update(
        state=Email.State.SENDING, claimed_at=claimed_at, attempts=F("attempts") + 1
    ):
        return  # another job has it
    state, error = _hand_over(Email.objects.get(pk=pk), server, reply_to)
    Email.objects.filter(pk=pk, state=Email.State.SENDING, claimed_at=claimed_at).update(
        state=state, claimed_at=None, error=error
    )


def _hand_over(email: Email, server: BaseEmailBackend, reply_to: str) -> tuple[Email.State, str]:
    """What the mail server made of it, and its code. No name, address or word of the mail is in the answer."""
    answers_to = email.reply_to or reply_to
    message = EmailMultiAlternatives(
        clean_line(email.subject),
        clean(email.text),
        from_email=verp.envelope_sender(email.pk) or None,  # the envelope's; readers see the header
        to=[email.address],
        reply_to=[answers_to] if answers_to else None,
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": f"<{email.pk}@{settings.SITE_HOST}>",
            **emails.WRITTEN_BY_A_PROGRAM,
            **unsubscribing.headers(email),
        },
        alternatives=[(clean(email.html), "text/html")],
        connection=server,
    )
    try:
        message.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as problem:
        code = _code(problem)
        return (Email.State.QUEUED if code.startswith("4") else Email.State.REFUSED), code
    except (smtplib.SMTPNotSupportedError, ValueError) as problem:
        return Email.State.REFUSED, _code(problem)
    except (smtplib.SMTPException, OSError) as problem:
        return Email.State.UNCERTAIN, _code(problem)
    return Email.State.HANDED_OVER, ""


def _code(problem: Exception) -> str:
    """The mail server's number where it gave one, else the kind of failure."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return str(next(iter(problem.recipients.values()))[0])
    if isinstance(problem, smtplib.SMTPResponseException):
        return str(problem.smtp_code)
    return type(problem).__name__
