"""May consent to publication be withdrawn, or given back?"""

import datetime as dt

from assembly.consultations.answering.rules import has_closed
from assembly.consultations.models import Response
from assembly.core.rules import ALLOWED, Ruling, refused, says_why


def may_be_withdrawn(response: Response, consent: str, *, at: dt.datetime) -> Ruling:
    """After the close, of a response whose sender agreed; before it, the sender replaces the response."""
    if not (ruling := _is_there(response, consent, at)):
        return ruling
    if response.consent_withdrawn_at:
        return refused(
            "Consent to publish this response is withdrawn already, so it is not public."
        )
    return ALLOWED


def may_be_given_back(response: Response, consent: str, *, at: dt.datetime) -> Ruling:
    if not (ruling := _is_there(response, consent, at)):
        return ruling
    if not response.consent_withdrawn_at:
        return refused("Consent to publish this response is not withdrawn.")
    return ALLOWED


def is_sender(*, is_theirs: bool) -> Ruling:
    if is_theirs:
        return ALLOWED
    return refused("Only the sender of a response decides whether it is published.")


def came_on_paper(response: Response) -> Ruling:
    """The Support Unit acts for those alone who have neither an account nor a link."""
    if response.source != Response.Source.ONLINE:
        return ALLOWED
    return refused(
        "The sender withdraws consent themselves: on the page of their response, or with the link in the e-mail that "
        "has their copy."
    )


def says_who_asked(reason: str) -> Ruling:
    return says_why(
        reason, "Say who asked for it, on which day, and how you know that the response is theirs."
    )


def _is_there(response: Response, consent: str, at: dt.datetime) -> Ruling:
    if response.stopped_at or response.erased_at or response.forgotten_at:
        return refused("The words of this response are gone, so nothing of it is published.")
    if not (ruling := has_closed(response.consultation, at=at)):
        return ruling
    if consent not in ("named", "unnamed"):
        return refused("Its sender never agreed to publication, so it is not public.")
    return ALLOWED
