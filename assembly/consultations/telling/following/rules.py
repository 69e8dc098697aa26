"""What may be followed without an account, and how long an address waits for its confirmation."""

import datetime as dt

from assembly.consultations.models import Consultation
from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused

CONFIRMED_WITHIN = dt.timedelta(days=7)
WITHIN_IN_WORDS = in_words(CONFIRMED_WITHIN, "days")
# How long a following is kept once there is nothing more to tell.
KEPT_AFTER_END = dt.timedelta(weeks=4)
# Of a consultation whose decision is never published nobody waits for ever.
KEPT_AFTER_CLOSE = dt.timedelta(days=2 * 365)


def may_be_confirmed(asked_at: dt.datetime, *, at: dt.datetime) -> Ruling:
    if at < asked_at + CONFIRMED_WITHIN:
        return ALLOWED
    return refused(
        f"This link worked for {WITHIN_IN_WORDS} and has expired. Ask for the e-mails again, and we will send you "
        "another."
    )


def may_be_followed(consultation: Consultation, *, at: dt.datetime) -> Ruling:
    """Until the decision is published: of what comes after that nothing is told."""
    if not consultation.is_published:
        return refused("This consultation is not published.")
    if consultation.is_withdrawn:
        return refused("This consultation was withdrawn.")
    if consultation.decision_published_at:
        return refused("The decision on this consultation is published.")
    return ALLOWED
