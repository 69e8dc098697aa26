"""What individuals are asked about themselves: when it is chosen, who may answer, and from how many it is shown."""

import datetime as dt

from assembly.consultations.models import Consultation
from assembly.core.rules import ALLOWED, Ruling, refused

FEWEST = 10
# For so long after a response was sent its sender may answer.
OFFERED = dt.timedelta(hours=2)


def may_be_chosen(consultation: Consultation, *, waits: bool) -> Ruling:
    """With the draft of the consultation, while nobody decides on it."""
    if consultation.is_published:
        return refused(
            "This consultation is published, so you can no longer change what it asks people about themselves."
        )
    if waits:
        return refused(
            "This consultation waits for the Assembly Board. Take it back first if you want to change what it asks "
            "people about themselves: open its page and cancel the workflow."
        )
    return ALLOWED


def may_answer(*, is_marked: bool) -> Ruling:
    """Once for each response, right after it was sent for the first time."""
    if is_marked:
        return ALLOWED
    return refused(
        "You can answer these questions once, right after you first send a response. Your response is not affected."
    )


def are_complete(consultation: Consultation, *, at: dt.datetime) -> Ruling:
    """The last to send may answer for a while after the close: who looked before and after them would know theirs."""
    window = consultation.window
    if window is not None and at >= window.ends_at() + OFFERED:
        return ALLOWED
    return refused(
        "What individuals say about themselves is shown once the last of them has had time to answer."
    )
