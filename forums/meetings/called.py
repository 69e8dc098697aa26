"""What the public page of a meeting shows of what it was called for, and the box on top of it."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from assembly.accounts.models import User
from assembly.core.act_box import ActBox, Button
from assembly.core.time_left import left_words
from forums.agendas.selectors import agenda_of
from forums.models import GroupMeeting
from forums.papers.selectors import downloads, papers_of, removed_from
from forums.registering import places, rules
from forums.registering import selectors as registering

from . import workbench

TITLE = "Come to this meeting"


def context(
    meeting: GroupMeeting, user: User | AnonymousUser, *, runs_it: bool, at: dt.datetime
) -> dict[str, Any]:
    mine = registering.of_person(meeting, user)
    shows_link = bool(meeting.link) and (runs_it or registering.sees_link(meeting, user))
    return {
        "box": box(meeting, user, is_registered=bool(mine), at=at),
        "agenda": agenda_of(meeting),
        "papers": downloads(papers_of(meeting)),
        "removed": removed_from(meeting),
        "mine": mine,
        "rows": _rows(meeting),
        "link": meeting.link if shows_link else "",
        "says_online": bool(meeting.link) and not shows_link,
        "is_open": bool(rules.is_open(meeting, at=at)),
    }


def _rows(meeting: GroupMeeting) -> list[tuple[str, str]]:
    """Without the link, which is only for those who have a place."""
    found = [
        ("When", workbench.times(meeting)),
        ("Where", meeting.place or ("Online" if meeting.link else "")),
        ("Access", meeting.access_notes),
    ]
    return [(label, value) for label, value in found if value]


def box(
    meeting: GroupMeeting, user: User | AnonymousUser, *, is_registered: bool, at: dt.datetime
) -> ActBox | None:
    if meeting.is_cancelled:
        return ActBox("This meeting is cancelled", meeting.cancelled_because)
    if not meeting.is_announced:
        return ActBox("This is a draft", "Only those who run the group can see this page.")
    if not rules.is_open(meeting, at=at):
        return None
    address = reverse("forums:register", args=[meeting.group.slug, meeting.number])
    if isinstance(user, AnonymousUser):
        address = f"{reverse('account_login')}?{urlencode({'next': address})}"
    elif not registering.may_send_people(meeting, user):
        return ActBox(
            TITLE,
            _only_members(meeting),
            left=left_words(meeting.starts_at, at),
            buttons=(
                Button("Go to the group's page", meeting.group.get_absolute_url(), is_second=True),
            ),
        )
    label = "Register another person" if is_registered else "Register"
    return ActBox(
        TITLE,
        _places(meeting),
        left=left_words(meeting.starts_at, at),
        buttons=(Button(label, address, is_second=is_registered),),
    )


def _places(meeting: GroupMeeting) -> str:
    free = places.left(meeting)
    if free is None:
        return "Members of the group can register the people who are coming."
    if free <= 0:
        return (
            "All places are taken. If you register now, you join the waiting list and move up when "
            "somebody withdraws."
        )
    return f"{workbench.places_in_words(meeting)}. Members of the group can register the people who are coming."


def _only_members(meeting: GroupMeeting) -> str:
    if meeting.group.is_of_seats:
        return f"Only people with a seat on the {meeting.group} can register."
    return f"Only members of the {meeting.group} can register. Join the group first."
