"""Guidance is written for a text, and officers say that they have read it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.models import Guidance, UndertakingText
from assembly.core.events import record
from assembly.core.rules import RuleBroken


@transaction.atomic
def write(
    about: UndertakingText, words: str, *, by: User | None, at: dt.datetime | None = None
) -> Guidance | None:
    """Write guidance on a text: while its edition is a draft in place, and afterwards as another version.

    The same words again change nothing; none at all where there were none is nothing to write.
    """
    about = UndertakingText.objects.select_for_update().get(pk=about.pk)
    words = words.replace("\r\n", "\n").strip()
    newest = about.guidance.order_by("-number").first()
    if not words and newest is None:
        return None
    if not words:
        raise RuleBroken("Enter the guidance. Officers rely on it, so it cannot be emptied.")
    if newest and newest.words == words:
        return newest
    if newest is None or about.edition.published_at is not None:
        newest = Guidance(about=about, number=newest.number + 1 if newest else 1)
    newest.words, newest.written_by, newest.written_at = words, by, at or timezone.now()
    newest.save()
    record("compact.guidance_written", newest, by=by, data={"number": newest.number})
    return newest
