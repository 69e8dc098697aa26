"""Which file is taken as a paper, and who reads it when."""

import datetime as dt
from typing import IO

from assembly.core.documents import rules as documents
from assembly.core.documents import scanning
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from forums.meetings import rules as meetings
from forums.models import GroupMeeting, MeetingPaper

MEGABYTE = 1_000_000
# The proxy takes a little more (deploy/nginx.conf), so that it is said in a sentence which file is too large.
MOST_MEGABYTES = 15


def may_be_taken(file: IO[bytes], name: str, size: int) -> Ruling:
    """By its size, then by what it is and not by what its name says, then by the scanner where there is one."""
    if size > MOST_MEGABYTES * MEGABYTE:
        return refused(
            f"{name} is larger than {MOST_MEGABYTES} MB. Make it smaller, for example by saving its pictures at a "
            "lower resolution, or split it."
        )
    ruling = documents.may_be_taken(file, name)
    return ruling and scanning.may_be_kept(file)


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
