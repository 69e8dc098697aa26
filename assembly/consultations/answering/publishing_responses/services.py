"""Publishing the responses to a consultation: one act for all whose senders agreed."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.answering.calling import locked_to_answer
from assembly.consultations.models import Consultation
from assembly.core.events import record

from . import rules


@transaction.atomic
def publish_responses(
    consultation: Consultation, *, are_read: bool, by: User, at: dt.datetime | None = None
) -> Consultation:
    """From now on everybody sees each response as its sender agreed, with what was redacted left out.

    Which ones those are is asked each time a page is drawn: consent that is withdrawn later takes effect at once.
    """
    at = at or timezone.now()
    held = locked_to_answer(consultation, by, at)
    rules.may_be_published(held).enforce()
    rules.were_read(is_read=are_read).enforce()
    held.responses_published_at = at
    held.save(update_fields=["responses_published_at"])
    record("consultations.responses_published", held, by=by)
    return held
