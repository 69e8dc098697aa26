"""May the agenda be changed, and may an item go to another group?"""

import datetime as dt

from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from forums.meetings import rules as meetings
from forums.models import AgendaItem, Group, GroupMeeting, Routing


def may_be_changed(meeting: GroupMeeting, *, at: dt.datetime) -> Ruling:
    return meetings.may_be_changed(meeting, at=at)


def is_new(title: str, *, known: bool) -> Ruling:
    """A title names an item, on the page and in the minutes."""
    return (
        refused(f"“{title}” is already on the agenda. Give this item a different title.")
        if known
        else ALLOWED
    )


def may_be_removed(item: AgendaItem, *, routing: Routing | None, came_by: Routing | None) -> Ruling:
    if routing:
        return refused(
            f"“{item}” was routed to the {routing.to}, so you cannot remove it. Change its wording instead."
        )
    if came_by:
        return refused(
            f"“{item}” came from the {came_by.item.meeting.group}, which has been told that you are taking it "
            "up, so you cannot remove it. "
            "Change its wording instead."
        )
    return ALLOWED


def may_be_routed(item: AgendaItem, *, at: dt.datetime, routings: list[Routing]) -> Ruling:
    """Up, once, until somebody declines it."""
    if item.level != AgendaItem.Level.STRATEGIC:
        return refused(
            f"“{item}” is marked operational. Only strategic items can go to another group. Change its level first."
        )
    standing = next((one for one in routings if one.is_open or one.became_id), None)
    if standing:
        done = (
            "is already waiting for an answer from"
            if standing.is_open
            else "has already been taken up by"
        )
        return refused(f"“{item}” {done} the {standing.to}.")
    return may_be_changed(item.meeting, at=at)


def may_go_to(item: AgendaItem, to: Group, *, uppers: list[Group]) -> Ruling:
    if to in uppers:
        return ALLOWED
    return refused(
        f"Strategic items of the {item.meeting.group} go to the county forum or to a strategic group, not to the {to}."
    )


def may_be_answered(routing: Routing) -> Ruling:
    if routing.is_open:
        return ALLOWED
    said = "taken up" if routing.became_id else "declined"
    return refused(f"“{routing.title}” has already been {said}.")


def may_be_taken_into(meeting: GroupMeeting, routing: Routing, *, at: dt.datetime) -> Ruling:
    if meeting.group_id != routing.to_id or meeting.is_over(at):
        return refused(f"Choose a meeting of the {routing.to} that is still to come.")
    return may_be_changed(meeting, at=at)


def may_be_declined(routing: Routing, because: str) -> Ruling:
    ruling = may_be_answered(routing)
    return ruling and says_why(
        because,
        f"Say why you are declining it. The {routing.item.meeting.group} and the public can read it.",
    )
