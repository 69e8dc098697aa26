"""Guidance is written for a text, and officers say that they have read it."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.models import Acknowledgement, Guidance, Undertaking, UndertakingText
from assembly.compact.text.selectors import edition_in_force
from assembly.core.events import record
from assembly.core.rules import RuleBroken

from . import rules, selectors


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
        raise RuleBroken("Enter the guidance. Officers rely on it, so it cannot be empty.")
    if newest and newest.words == words:
        return newest
    if newest is None or about.edition.published_at is not None:
        newest = Guidance(about=about, number=newest.number + 1 if newest else 1)
    newest.words, newest.written_by, newest.written_at = words, by, at or timezone.now()
    newest.save()
    record("compact.guidance_written", newest, by=by, data={"number": newest.number})
    return newest


@dataclass(frozen=True, slots=True)
class Read:
    """What an officer has said that they read, and whether it is still the guidance in force."""

    guidance: Guidance
    is_in_force: bool


@transaction.atomic
def acknowledge(
    undertaking: Undertaking, version: int, *, by: User, at: dt.datetime | None = None
) -> Read:
    """An officer says that they have read the version with this key, for every body they act for. Twice is once.

    Where the guidance changed while they read it, it is kept that they read the earlier version, and nothing more.
    """
    by = User.objects.select_for_update().get(pk=by.pk)
    at = at or timezone.now()
    on = timezone.localdate(at)
    bodies = selectors.bodies_for(by, on)
    now = selectors.guidance_on(undertaking, on)
    seen = (
        selectors.in_use(edition_in_force(on))
        .filter(about__undertaking=undertaking, pk=version)
        .first()
    )
    rules.may_acknowledge(
        acts_for_a_body=bool(bodies), is_in_use=now is not None and seen is not None
    ).enforce()
    assert seen  # noqa: S101 - by the ruling
    known = set(seen.acknowledgements.filter(user=by).values_list("body", flat=True))
    missing = [body for body in bodies if body.pk not in known]
    if missing:
        Acknowledgement.objects.bulk_create(
            Acknowledgement(guidance=seen, user=by, body=body, at=at) for body in missing
        )
        keys = "+".join(str(body.pk) for body in missing)
        record("compact.guidance_read", seen, by=by, data={"bodies": keys})
    return Read(seen, now is not None and now.guidance.pk == seen.pk)
