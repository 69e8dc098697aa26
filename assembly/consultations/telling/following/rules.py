"""What may be followed without an account, and how long an address waits for its confirmation."""

import datetime as dt

from assembly.consultations.models import Consultation
from assembly.consultations.window import Phase
from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused

CONFIRMED_WITHIN = dt.timedelta(days=7)
WITHIN_IN_WORDS = in_words(CONFIRMED_WITHIN, "days")
# A consultation that is over has nothing more to tell those who follow it alone.
KEPT_AFTER_CLOSE = dt.timedelta(weeks=4)


def may_be_confirmed(asked_at: dt.datetime, *, at: dt.datetime) -> Ruling:
    if at < asked_at + CONFIRMED_WITHIN:
        return ALLOWED
    return refused(
        f"This link worked for {WITHIN_IN_WORDS} and has expired. Ask for the e-mails again, and we will send you "
        "another."
    )


def may_be_followed(consultation: Consultation, *, at: dt.datetime) -> Ruling:
    """Of one that is over nothing more is told."""
    if not consultation.is_published:
        return refused("This consultation is not published.")
    if consultation.is_withdrawn:
        return refused("This consultation was withdrawn.")
    if consultation.phase(at) is Phase.CLOSED:
        return refused("This consultation has closed.")
    return ALLOWED
