"""When a code is mailed to an address, and when its response may be taken back or erased."""

import datetime as dt

from assembly.consultations.models import Consultation, Response
from assembly.consultations.rules import is_taking_responses
from assembly.core.mailed_codes.purposes import Limit, Per, Purpose
from assembly.core.rules import ALLOWED, Ruling, refused, says_why

CODE_LASTS = dt.timedelta(minutes=30)
CODES_A_DAY = 5
# How long the session holds a confirmed address after the last page of its response was asked for.
HELD = dt.timedelta(hours=2)
RESPONSE_CODE = Purpose(
    "consultations.response",
    mail="consultations/response_code",
    lasts=CODE_LASTS,
    limits=(
        Limit(
            Per.ADDRESS,
            CODES_A_DAY,
            24,
            f"We have mailed {CODES_A_DAY} codes to this address today. Try again tomorrow, or send your response to "
            "the Support Unit on paper, by e-mail or by telephone.",
        ),
    ),
    again="Ask for another code below.",
    instead="ask the Support Unit to enter your response",
)
BY_ADDRESS = (Response.Kind.INDIVIDUAL, Response.Kind.OUTSIDE)
MAY_ERASE = "consultations.delete_response"


def may_be_replaced(response: Response, *, at: dt.datetime) -> Ruling:
    if not (ruling := _is_there(response)):
        return ruling
    return is_taking_responses(response.consultation, at=at)


def may_be_taken_back(response: Response, *, at: dt.datetime) -> Ruling:
    """Until the close its sender takes it back, even from a consultation that was withdrawn."""
    if not (ruling := _is_there(response)):
        return ruling
    if _is_over(response.consultation, at):
        return refused(
            "The consultation has closed, so your response stays in the count. You can have your words, your name and "
            "your address erased."
        )
    return ALLOWED


def may_be_erased(response: Response, *, at: dt.datetime) -> Ruling:
    """After the close: before it, the sender can take it back, and nobody learns of which kind it is."""
    if not (ruling := _is_there(response)):
        return ruling
    if not _is_over(response.consultation, at):
        return refused(
            "The consultation is open. Until it closes, the sender can take the response back with the link in the "
            "e-mail with their copy."
        )
    if response.kind not in BY_ADDRESS:
        return refused(
            "This is the response of an organisation or a group of the Assembly. Only the response of an individual, "
            "or of an organisation that is not a member, is erased on request."
        )
    return ALLOWED


def says_why_erased(reason: str) -> Ruling:
    return says_why(
        reason, "Say who asked for it, on which day, and how you know that the response is theirs."
    )


def _is_there(response: Response) -> Ruling:
    if response.stopped_at:
        return refused("You have taken this response back. Your words and your address are gone.")
    if response.forgotten_at:
        return refused(
            "The words, the name and the address of this response were deleted long after the decision."
        )
    if response.erased_at:
        return refused(
            "This response has been erased: the words, the name and the address are gone."
        )
    return ALLOWED


def _is_over(consultation: Consultation, at: dt.datetime) -> bool:
    return consultation.window is None or at >= consultation.window.ends_at()
