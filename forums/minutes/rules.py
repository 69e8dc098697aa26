"""May this be kept of a meeting, published, corrected, approved?"""

import datetime as dt
from dataclasses import dataclass

from assembly.core.bank_holidays.calendar import WorkingDays
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import moment, short_day
from forums.attendance.selectors import Presence
from forums.models import GroupMeeting, Minutes, MinutesVersion

# Within which draft minutes are expected after a meeting.
WORKING_DAYS_FOR_DRAFT = 10


@dataclass(frozen=True, slots=True)
class Correction:
    """Why published minutes are changed; of approved ones also which meeting decided it."""

    reason: str = ""
    decided_at: GroupMeeting | None = None


NONE = Correction()


def may_keep(meeting: GroupMeeting, at: dt.datetime) -> Ruling:
    """A record is kept of what took place."""
    if meeting.is_cancelled:
        return refused("This meeting was cancelled, so there is nothing to record.")
    if not meeting.is_announced:
        return refused("Announce the meeting first. It is still a draft.")
    if not meeting.has_begun(at):
        return refused(f"The meeting begins at {moment(meeting.starts_at)}. Come back then.")
    return ALLOWED


def may_add(minutes: Minutes) -> Ruling:
    """Notes and the summary belong to the draft: everybody has read them once they are published."""
    if minutes.is_published:
        return refused(
            f"The notes were published with the minutes on {short_day(minutes.published_at)}. Correct the minutes "
            "instead."
        )
    return ALLOWED


def may_change_attendance(minutes: Minutes, reason: str) -> Ruling:
    if minutes.is_approved:
        return refused(
            "The minutes have been approved, so you can no longer change the attendance."
        )
    if minutes.is_published:
        return says_why(
            reason,
            "Say why you are changing the attendance. Everybody can read it beside the minutes.",
        )
    return ALLOWED


def says_who_came(meeting: GroupMeeting) -> Ruling:
    if meeting.attendances.exists():
        return ALLOWED
    return refused("Say how at least one on the list took part.")


def may_decide(presence: Presence, *, decides: bool) -> Ruling:
    """A meeting below its quorum decides nothing, so its minutes record no decision."""
    if not decides or presence.is_met:
        return ALLOWED
    if not presence.is_entered:
        return refused(
            f"{presence.sentence} Enter the attendance before you record what was decided."
        )
    return refused(f"{presence.sentence} Remove the decisions from the minutes.")


def may_save(
    minutes: Minutes, latest: MinutesVersion | None, why: Correction, *, based_on: int
) -> Ruling:
    """A draft as often as wanted; what is published with a reason; what is approved when a further meeting says so."""
    if (latest.number if latest else 0) != based_on:
        return refused(
            "Somebody else has just saved these minutes, so your changes are not saved yet. Open the page "
            "again to see both."
        )
    if minutes.is_approved and why.decided_at is None:
        return refused(
            f"These minutes were approved on {short_day(minutes.approved_on)}. Choose the later meeting that decided "
            "the correction."
        )
    if minutes.is_published:
        return says_why(
            why.reason,
            "Say why you are correcting the minutes. Everybody can read it beside the correction.",
        )
    return ALLOWED


def may_publish(minutes: Minutes, latest: MinutesVersion | None, *, has_summary: bool) -> Ruling:
    if minutes.is_published:
        return refused(
            f"These minutes were published on {short_day(minutes.published_at)} already."
        )
    if minutes.attendance_at is None:
        return refused("Enter the attendance before you publish the minutes.")
    if latest is None or (not has_summary and all(one.is_empty for one in latest.sections)):
        return refused("There is nothing in the minutes yet. Write and save them first.")
    return ALLOWED


def may_approve(
    minutes: Minutes, later: GroupMeeting, presence: Presence, at: dt.datetime
) -> Ruling:
    """`presence` is that of the later meeting."""
    if not minutes.is_published:
        return refused(
            "Publish the draft minutes first, so that members can read what they approve."
        )
    if minutes.is_approved:
        return refused(f"These minutes were approved on {short_day(minutes.approved_on)} already.")
    return may_rule(minutes.meeting, later, presence, at)


def may_rule(
    meeting: GroupMeeting, later: GroupMeeting, presence: Presence, at: dt.datetime
) -> Ruling:
    """Whether a later meeting can approve or correct the minutes of this one."""
    if later.group_id != meeting.group_id:
        return refused("Choose a meeting of the same group.")
    if later.starts_at < meeting.ends_at or later.pk == meeting.pk:
        return refused("Choose a later meeting: a meeting cannot approve its own minutes.")
    if later.is_cancelled or not later.is_announced or not later.has_begun(at):
        return refused(
            f"The {later} has not taken place, so it cannot have decided this. Choose another meeting."
        )
    if not presence.is_met:
        return refused(f"The {later} could not decide this. {presence.sentence}")
    return ALLOWED


def draft_due_on(meeting: GroupMeeting, days: WorkingDays) -> dt.date:
    return days.after(meeting.day, WORKING_DAYS_FOR_DRAFT)
