"""May a response be hidden at once, or shown again?"""

import datetime as dt

from assembly.consultations.answering.rules import has_closed
from assembly.consultations.models import Response
from assembly.core.rules import ALLOWED, Ruling, refused, says_why


def may_hide(*, is_office: bool, is_of_body: bool) -> Ruling:
    """Not the body that asked, which might wish to: nor an officer of it who holds an office of the Assembly too."""
    if not is_office:
        return refused(
            "Only the Support Unit and the Assembly Board can hide a response, or show it again."
        )
    if is_of_body:
        return refused(
            "You are an officer of the public body that asked, so somebody else of the Support Unit or the Assembly "
            "Board decides."
        )
    return ALLOWED


def can_be_hidden(response: Response, *, at: dt.datetime) -> Ruling:
    """From the close on: before, nobody reads it."""
    if not (ruling := has_closed(response.consultation, at=at)):
        return ruling
    if response.stopped_at or response.erased_at or response.forgotten_at:
        return refused("The words of this response are gone, so there is nothing to hide.")
    return refused("This response is hidden already.") if response.hidden_at else ALLOWED


def can_be_shown_again(response: Response) -> Ruling:
    return ALLOWED if response.hidden_at else refused("This response is not hidden.")


def says_why_hidden(reason: str) -> Ruling:
    return says_why(
        reason, "Say why it is hidden. The Support Unit and the Board read it, nobody else."
    )


def says_why_shown(reason: str) -> Ruling:
    return says_why(
        reason, "Say why it is shown again, such as: the words about Mrs X are redacted now."
    )
