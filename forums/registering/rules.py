"""May somebody be registered for a meeting, or withdrawn from it?"""

import datetime as dt

from assembly.core.figures import in_words
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import short_day
from forums.models import GroupMeeting, Registration

# So that one member does not take every place, nor the whole of a waiting list. The convenor enters more.
MOST_OF_ONE = 10


def is_open(meeting: GroupMeeting, *, at: dt.datetime) -> Ruling:
    """From the announcement until it begins, full or not: who finds it full waits."""
    if not meeting.is_announced:
        return refused("This meeting has not been announced yet, so nobody can register for it.")
    if meeting.is_cancelled:
        return refused("This meeting is cancelled.")
    if meeting.has_begun(at):
        return refused(
            f"Registration closed when the meeting began, on {short_day(meeting.starts_at)}."
        )
    return ALLOWED


def may_register(
    registration: Registration,
    *,
    at: dt.datetime,
    speaks_for_member: bool,
    runs_it: bool,
    known: bool,
    of_one: int = 0,
) -> Ruling:
    """People of the organisations in the group, those in its seats, and those whom the convenor enters.

    `speaks_for_member` says that the person who registers acts for an organisation in the group, or has a seat in it,
    and `of_one` how many that organisation has registered.
    """
    meeting = registration.meeting
    ruling = is_open(meeting, at=at)
    if not ruling:
        return ruling
    if not (speaks_for_member or runs_it):
        return refused(
            f"Only people who act for a member of the {meeting.group} can register for its meetings. "
            "If you are an observer, write to the convenor from the group's page and ask them to add you."
        )
    if not registration.name.strip():
        return refused("Enter the name of the person who is coming.")
    if known:
        return refused(f"{registration.name} is already registered for this meeting.")
    if of_one >= MOST_OF_ONE and not runs_it:
        return refused(
            f"{registration.organisation} has registered {in_words(of_one, 'people')}. The limit for one organisation "
            f"is {MOST_OF_ONE}. Withdraw somebody, or ask the convenor to add more."
        )
    return ALLOWED


def may_withdraw(registration: Registration, *, may: bool) -> Ruling:
    """At any time. `may` says whether the person who asks acts for them or runs the meeting."""
    if not may:
        return refused(
            "Only the person themselves, their organisation or the convenor can withdraw this registration."
        )
    if registration.withdrawn_at:
        return refused(f"The registration of {registration.name} has already been withdrawn.")
    return ALLOWED
