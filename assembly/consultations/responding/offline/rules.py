"""May this response be entered, and who may check it?"""

import datetime as dt

from assembly.consultations.models import Consultation, Response
from assembly.consultations.responding.rules import was_received_in_time
from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Organisation

MAY_ENTER = "consultations.add_response"
MAY_CHECK = "consultations.change_response"
ENTERED_WITHIN = dt.timedelta(days=14)  # after the close, when it was received in time


def may_be_entered(consultation: Consultation, *, on: dt.date) -> Ruling:
    """From the opening day until some days after the close."""
    window = consultation.window
    if window is None or not consultation.is_published:
        return refused("This consultation is not published.")
    if consultation.is_withdrawn:
        return refused("This consultation was withdrawn, so it takes no more responses.")
    if on < window.opens_on:
        return refused(f"This consultation opens on {short_day(window.opens_on)}.")
    last = window.closes_on + ENTERED_WITHIN
    if on > last:
        return refused(
            f"Responses can be entered until {short_day(last)}, {in_words(ENTERED_WITHIN, 'days')} after the close."
        )
    return ALLOWED


def was_received(consultation: Consultation, received_on: dt.date, *, on: dt.date) -> Ruling:
    """On a day of the window that has come."""
    if received_on > on:
        return refused("The day on which it was received is in the future. Check the day.")
    return was_received_in_time(consultation, on=received_on)


def is_the_first(organisation: Organisation | None, *, has_response: bool) -> Ruling:
    """An organisation has one response: what it sends itself replaces what came on paper, never the other way round."""
    if organisation is None or not has_response:
        return ALLOWED
    return refused(
        f"{organisation.name} has a response to this consultation already. Ask the organisation which one counts: a "
        "delegate can replace the response online until the close."
    )


def may_be_corrected(response: Response, *, by: int) -> Ruling:
    """The person who entered it corrects or discards it, until somebody has checked it."""
    if not (ruling := _waits(response)):
        return ruling
    if response.entered_by_id not in (None, by):
        return refused(
            "Somebody else entered this response. Send it back to them with what is wrong."
        )
    return ALLOWED


def may_be_checked(response: Response, *, by: int) -> Ruling:
    """By another person than the one who entered it."""
    if not (ruling := _waits(response)):
        return ruling
    if response.entered_by_id == by:
        return refused(
            "You entered this response, so somebody else has to check it against the paper."
        )
    if response.sent_back_because:
        return refused("This response was sent back. It can be checked once it has been corrected.")
    return ALLOWED


def says_what_is_wrong(words: str) -> Ruling:
    return says_why(words, "Say what differs from the paper, so that it can be corrected.")


def _waits(response: Response) -> Ruling:
    if response.source == Response.Source.ONLINE:
        return refused("The organisation has responded online since. Its own response counts.")
    if response.checked_at:
        return refused("This response has been checked, and counts.")
    if response.erased_at:
        return refused("This response has been erased on request.")
    return ALLOWED
