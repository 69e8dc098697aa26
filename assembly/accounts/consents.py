"""The texts that stand where people give us their data, each with its version.

A text that changes gets the next version and its day; the old words stay in the history of this file. What a person
went on under is kept (`models.Consent`), and stands in the copy of their data.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from .models import Consent, User


@dataclass(frozen=True, slots=True)
class Text:
    """What a person reads before they go on. `since` is the day from which this version is shown."""

    key: str
    version: int
    since: dt.date
    heading: str
    words: str


TEXTS = {
    text.key: text
    for text in (
        Text(
            "account",
            1,
            dt.date(2026, 11, 26),
            "Your account",
            "We keep your name and e-mail address so that you can sign in and we can write to you. "
            "They are not public. You can see, take along and erase what we hold at any time.",
        ),
        Text(
            "acting",
            1,
            dt.date(2026, 11, 26),
            "Acting for an organisation",
            "The other people who act for the organisation and the Support Unit see your name and e-mail address, and "
            "since when you act for it. The public does not. Twelve months after you stop, we delete that you did.",
        ),
    )
}


def give(user: User, key: str, *, at: dt.datetime | None = None) -> Consent:
    """Keep that this person was shown the text as it stands, and went on. The same version is kept once."""
    text = TEXTS[key]
    consent, _ = Consent.objects.get_or_create(
        user=user, text=key, version=text.version, defaults={"given_at": at or timezone.now()}
    )
    return consent
