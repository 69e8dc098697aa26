"""When a paper is added or removed, and who reads it when."""

import datetime as dt

from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from forums.meetings import rules as meetings
from forums.models import GroupMeeting, MeetingPaper


def may_be_added(meeting: GroupMeeting, title: str, *, known: bool, at: dt.datetime) -> Ruling:
    ruling = meetings.may_be_changed(meeting, at=at)
    if ruling and known:
        return refused(
            f"There is already a paper called “{title}”. Give this one a different title."
        )
    return ruling


def may_be_removed(paper: MeetingPaper, because: str) -> Ruling:
    """After the meeting too: what should not have been published goes at any time."""
    if paper.removed_at:
        return refused(f"“{paper}” has already been removed.")
    return says_why(
        because, "Say why you are removing the paper. Your reason is shown in its place."
    )


def may_be_read(paper: MeetingPaper, *, is_public: bool, runs_it: bool) -> Ruling:
    if paper.removed_at:
        return refused(f"“{paper}” was removed.")
    return ALLOWED if is_public or runs_it else refused("The meeting is not announced yet.")
