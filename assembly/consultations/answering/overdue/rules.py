"""May overdue feedback be cleared?"""

from assembly.consultations.compliance import FeedbackStanding
from assembly.core.rules import ALLOWED, Ruling, refused, says_why


def may_clear(*, is_board: bool, is_of_body: bool) -> Ruling:
    """The Board; nobody clears what their own body owes."""
    if not is_board:
        return refused("Only the Assembly Board can clear overdue feedback.")
    if is_of_body:
        return refused(
            "You are an officer of this public body, so another member of the Board has to decide."
        )
    return ALLOWED


def can_be_cleared(standing: FeedbackStanding) -> Ruling:
    if standing is FeedbackStanding.CLEARED:
        return refused("This was cleared already. The reason is on the page of the consultation.")
    if standing in (FeedbackStanding.OVERDUE, FeedbackStanding.LATE):
        return ALLOWED
    return refused("Feedback on this consultation is not overdue.")


def is_public_reason(reason: str) -> Ruling:
    return says_why(reason, "Say why it was not overdue. The reason is shown to everyone.")
