"""What the worker does for the house itself. Each is safe to run twice, and makes good a missed day."""

import logging

from django.core.management import call_command
from django.db import OperationalError

from . import emails, record, retention, witnesses
from .uploads import services as uploads

log = logging.getLogger(__name__)


def seal_events() -> None:
    """Seal what was recorded since; while a long act holds the record, leave it to the next time. Tell witnesses."""
    try:
        record.seal_events()
    except OperationalError:
        log.warning("The record is in use; it is sealed the next time.")
    try:
        witnesses.send_head()
    except emails.NotSent:
        log.warning("The mail server did not accept the head of the record; the next run sends it.")


def publish_scheduled_pages() -> None:
    call_command("publish_scheduled", verbosity=0)


def forget_what_is_old() -> None:
    retention.forget_what_is_old()


def work_off_upload(pk: int) -> None:
    uploads.work_off(pk)


def work_off_uploads() -> None:
    uploads.work_off_all()
