"""May this action be agreed, taken off, closed?"""

import datetime as dt

from assembly.core.days import months_after
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import short_day
from forums.meetings.rules import YEARS_AHEAD
from forums.models import Action, GroupMeeting, Minutes

# When its owner is reminded, before the day on which it is due.
AHEAD = dt.timedelta(days=7)
WITHOUT_WORDS = "Say in a few words what happened. Everybody can read it."


def may_agree(action: Action, meeting: GroupMeeting, minutes: Minutes, *, is_there: bool) -> Ruling:
    """Until the minutes are approved: the group has read which actions they hold."""
    if minutes.is_approved:
        return refused(
            f"The minutes were approved on {short_day(minutes.approved_on)}, and the actions are part of them. Enter "
            "this one at a later meeting."
        )
    if is_there:
        return refused("This action is already on the list.")
    if action.due_on < meeting.day:
        return refused(
            f"The day is before the meeting. Choose {short_day(meeting.day)} or a later day."
        )
    latest = months_after(meeting.day, 12 * YEARS_AHEAD)
    if action.due_on > latest:
        return refused(f"The day is too far ahead. Choose {short_day(latest)} or an earlier day.")
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
