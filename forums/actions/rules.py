"""May this action be agreed, taken off, closed?"""

import datetime as dt

from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import short_day
from forums.models import Action, GroupMeeting, Minutes

# When its owner is reminded, before the day on which it is due.
AHEAD = dt.timedelta(days=7)
WITHOUT_WORDS = "Say in a few words what happened. Everybody can read it."


def may_agree(action: Action, meeting: GroupMeeting, *, is_there: bool) -> Ruling:
    if is_there:
        return refused("This action is already on the list.")
    if action.due_on < meeting.day:
        return refused(
            f"The day is before the meeting. Choose {short_day(meeting.day)} or a later day."
        )
    return ALLOWED


def may_take_off(minutes: Minutes) -> Ruling:
    """What was published stays: it is done, or not done for a reason."""
    if minutes.is_published:
        return refused(
            "The actions have been published, so you cannot remove this one. Record its outcome instead: "
            "done, or not done and why."
        )
    return ALLOWED


def may_close(action: Action, words: str) -> Ruling:
    if not action.is_open:
        return refused(
            f"The outcome of this action was recorded on {short_day(action.closed_on)}: "
            f"{action.get_result_display().lower()}."
        )
    return says_why(words, WITHOUT_WORDS)
