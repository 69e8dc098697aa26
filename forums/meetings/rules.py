"""May this meeting be called, changed, announced, moved or cancelled?"""

import datetime as dt

from django.utils import timezone

from assembly.core.days import months_after
from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import moment, short_day, time_of_day
from assembly.partners.models import Meeting
from forums.models import GroupMeeting

YEARS_AHEAD = 5


def times_are_in_order(starts_at: dt.datetime, ends_at: dt.datetime) -> Ruling:
    if ends_at <= starts_at:
        return refused("The meeting ends before it starts. Correct one of the two times.")
    return ALLOWED


def is_near_enough(starts_at: dt.datetime, *, at: dt.datetime) -> Ruling:
    """A mistyped year makes a page that no calendar can hold."""
    latest = months_after(timezone.localdate(at), 12 * YEARS_AHEAD)
    if timezone.localdate(starts_at) > latest:
        years = in_words(YEARS_AHEAD, "years", spelt=True)
        return refused(
            f"A meeting is called {years} ahead at most: choose {short_day(latest)} or an earlier day."
        )
    return ALLOWED


def may_be_changed(meeting: GroupMeeting, *, at: dt.datetime) -> Ruling:
    """Its words, agenda and papers: until it is over."""
    if meeting.is_cancelled:
        return refused("This meeting has been cancelled, so you can no longer change it.")
    if meeting.is_announced and meeting.is_over(at):
        return refused("This meeting is over, so you can no longer change its details.")
    return ALLOWED


def may_be_announced(
    meeting: GroupMeeting, *, at: dt.datetime, is_public: bool, same_day: Meeting | None
) -> Ruling:
    """`is_public` says whether the page of its group is published."""
    if meeting.is_announced:
        return refused("This meeting has already been announced.")
    if meeting.has_begun(at):
        return refused(
            "The date of this meeting has passed. Give it a later one, then announce it."
        )
    if not meeting.place and not meeting.link:
        return refused(
            "Say where the meeting is before you announce it: enter a place, or a link to take part online."
        )
    if not is_public:
        return refused(
            f"The page of the {meeting.group} is not published, so nobody could read about its meeting. "
            "Ask the Support Unit to publish it."
        )
    return day_is_free(meeting, meeting.day, same_day)


def may_be_discarded(meeting: GroupMeeting, *, is_bound: bool) -> Ruling:
    """`is_bound`: an item of it went to another group or came from one, which was told."""
    if meeting.is_announced:
        return refused(
            "This meeting has been announced, so you cannot discard it. Cancel it instead, so that people are told."
        )
    if is_bound:
        return refused(
            "An item in this draft was routed to another group, or came from one, so you cannot discard it. Give the "
            "draft another date instead."
        )
    return ALLOWED


def day_is_free(meeting: GroupMeeting, day: dt.date, same_day: Meeting | None) -> Ruling:
    """A partnership has one meeting a day: who sits there is asked for one report of it."""
    if same_day is None or same_day.pk == meeting.partnership_meeting_id:
        return ALLOWED
    said = (
        "was cancelled, and is kept in its list"
        if same_day.cancelled
        else "has already been entered"
    )
    return refused(
        f"A meeting of {same_day.partnership} on {short_day(day)} {said}. A partnership can have only one "
        "meeting a day. "
        "Choose another day, or ask the Support Unit to correct that entry."
    )


def may_be_moved(
    meeting: GroupMeeting,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    *,
    at: dt.datetime,
    same_day: Meeting | None,
) -> Ruling:
    ruling = may_be_moved_at_all(meeting, at=at)
    if not ruling:
        return ruling
    if starts_at <= at:
        return refused("The new date has passed. Choose a later one.")
    if (starts_at, ends_at) == (meeting.starts_at, meeting.ends_at):
        return refused("The meeting already has this date and time. Choose another.")
    ruling = times_are_in_order(starts_at, ends_at) and is_near_enough(starts_at, at=at)
    return ruling and day_is_free(meeting, timezone.localdate(starts_at), same_day)


def may_be_moved_at_all(meeting: GroupMeeting, *, at: dt.datetime) -> Ruling:
    if meeting.is_cancelled:
        return refused("This meeting is cancelled. Call another one instead.")
    if not meeting.is_announced:
        return refused(
            "This meeting is still a draft, so you do not need to move it. Change its date instead: nobody is told."
        )
    if meeting.has_begun(at):
        return refused(
            f"This meeting began at {time_of_day(meeting.starts_at)}. It cannot be moved."
        )
    return ALLOWED


def may_be_cancelled(meeting: GroupMeeting, because: str, *, at: dt.datetime) -> Ruling:
    ruling = may_be_cancelled_at_all(meeting, at=at)
    if not ruling:
        return ruling
    return says_why(
        because,
        "Say why you are cancelling the meeting. We send your reason to everybody who has registered.",
    )


def may_be_cancelled_at_all(meeting: GroupMeeting, *, at: dt.datetime) -> Ruling:
    if meeting.is_cancelled:
        return refused("This meeting has already been cancelled.")
    if not meeting.is_announced:
        return refused(
            "This meeting is still a draft that nobody else can see. Discard it instead."
        )
    if meeting.is_over(at):
        return refused("This meeting is over, so it cannot be cancelled.")
    return ALLOWED


def may_be_drafted(title: str, starts_at: dt.datetime, *, known: bool) -> Ruling:
    """Sent twice, a form makes one draft."""
    if known:
        return refused(
            f"There is a meeting called “{title}” at {moment(starts_at)} already. "
            "Change that one, or choose another title or time."
        )
    return ALLOWED
