"""What a convenor's page of one meeting shows: how it stands, what can be done, who comes."""

import datetime as dt
from typing import Any

from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import moment, time_of_day
from forums.agendas.selectors import agenda_of
from forums.models import Group, GroupMeeting, Participant
from forums.papers.selectors import papers_of, removed_from
from forums.participants.selectors import told_of
from forums.registering import places
from forums.registering import rules as registering

from . import rules


def context(meeting: GroupMeeting, *, at: dt.datetime) -> dict[str, Any]:
    standing = list(meeting.registrations.standing().select_related("organisation"))
    return {
        "meeting": meeting,
        "group": meeting.group,
        "state": state(meeting, at),
        "rows": rows(meeting, is_over=meeting.is_over(at)),
        "is_over": meeting.is_over(at),
        "may_change": rules.may_be_changed(meeting, at=at),
        "may_move": rules.may_be_moved_at_all(meeting, at=at),
        "may_cancel": rules.may_be_cancelled_at_all(meeting, at=at),
        "may_register": registering.is_open(meeting, at=at),
        "agenda": agenda_of(meeting),
        "papers": papers_of(meeting),
        "removed": removed_from(meeting),
        "placed": [each for each in standing if each.has_place],
        "waiting": [each for each in standing if not each.has_place],
    }


def state(meeting: GroupMeeting, at: dt.datetime) -> tuple[str, str]:
    """In a word, and its colour."""
    if meeting.is_cancelled:
        return "Cancelled", "red"
    if not meeting.is_announced:
        return "Draft", "grey"
    return ("Over", "grey") if meeting.is_over(at) else ("Announced", "green")


def times(meeting: GroupMeeting) -> str:
    """1pm on Monday 30 November 2026, until 3pm."""
    return f"{moment(meeting.starts_at)}, until {time_of_day(meeting.ends_at)}"


def rows(meeting: GroupMeeting, *, is_over: bool) -> list[tuple[str, str]]:
    found = [
        ("When", times(meeting)),
        ("Where", meeting.place or ("Online" if meeting.link else "Not entered yet")),
        ("Link", meeting.link),
        ("Access", meeting.access_notes),
        ("Places", "" if is_over else places_in_words(meeting)),
    ]
    return [(label, value) for label, value in found if value]


def places_in_words(meeting: GroupMeeting) -> str:
    free = places.left(meeting)
    if free is None:
        return "No limit"
    return f"{in_words(max(free, 0), 'places')} left of {meeting.capacity}"


def size_of_audience(group: Group) -> int:
    return told_of(group, Participant.Told.MEETINGS).count()
