"""Meetings of every group: two that took place, with minutes, and the next one."""

import datetime as dt
from itertools import islice

from django.utils import timezone

from assembly.accounts.models import User
from forums.actions.services import agree_action, close_action
from forums.agendas.services import add_item, route_item
from forums.attendance.selectors import in_group_on, seats_on
from forums.attendance.services import Entry, enter_attendance
from forums.meetings.services import announce_meeting, draft_meeting
from forums.minutes.services import approve_minutes, publish_minutes, save_minutes
from forums.models import Action, AgendaItem, Group, GroupMeeting, Note, Registration, Section
from forums.notes.services import add_point, take_note
from forums.registering.services import register

from .meeting_words import ADVISORY, BOARD, COUNTY, DISTRICT, NEXT, SUBJECTS, Subject
from .representatives import COUNTY_FORUM
from .stage import Demo

HALL = "Corn Exchange, Devizes"
QUORUM = 3


def seed(demo: Demo) -> None:
    demo.say("Meetings of the groups, with minutes")
    groups = list(Group.objects.select_related("theme", "district", "partnership"))
    Group.objects.update(quorum=QUORUM)
    for number, group in enumerate(groups):
        group.refresh_from_db()
        _meet(demo, group, number)
    demo.forget_messages("forums")


def _meet(demo: Demo, group: Group, number: int) -> None:
    runner = group.convenor_on(demo.today) or demo.people["dev"]
    subject = _subject(group)
    first = _call(demo, group, demo.working_day(-60 - number), subject.title, by=runner)
    _keep(demo, first, subject, by=runner)
    second = _call(demo, group, demo.working_day(-18 - number), "Matters arising", by=runner)
    _attend(second, by=runner)
    approve_minutes(first, second, by=runner)
    coming = _call(demo, group, demo.working_day(12 + number), _next(group), by=runner)
    if not group.is_of_seats:
        _register(group, coming, at=demo.now)
    if group.slug == "kennet-forum":
        _route(coming, by=runner)


def _subject(group: Group) -> Subject:
    if group.theme:
        return SUBJECTS[group.theme.slug]
    of_kind = {Group.Kind.COUNTY: COUNTY, Group.Kind.BOARD: BOARD, Group.Kind.ADVISORY: ADVISORY}
    return of_kind.get(Group.Kind(group.kind), DISTRICT)


def _next(group: Group) -> str:
    return NEXT[group.theme.slug] if group.theme else "What we ask of the new council"


def _call(demo: Demo, group: Group, day: dt.date, title: str, *, by: User) -> GroupMeeting:
    """In the evening, announced four weeks before."""
    starts = timezone.make_aware(dt.datetime.combine(day, dt.time(18, 30)))
    details = {
        "title": title,
        "place": HALL,
        "link": "https://meet.example.org/assembly",
        "access_notes": "Level access from the market place. Hearing loop. Bus 49 stops outside.",
        "capacity": 40,
    }
    meeting = draft_meeting(
        group, details, starts_at=starts, ends_at=starts + dt.timedelta(hours=2), by=by
    )
    early = starts - dt.timedelta(weeks=4)
    for place, one in enumerate(("Welcome and apologies", title, "Any other business")):
        level = "strategic" if place == 1 else "operational"
        values = {"title": one, "text": "", "minutes": 30, "level": level, "led_by": by.name}
        add_item(meeting, values, by=by, at=early)
    return announce_meeting(meeting, by=by, at=min(early, demo.now))


def _attend(meeting: GroupMeeting, *, by: User) -> list[Entry]:
    """Four of every five that were in the group came."""
    of_seats = meeting.group.is_of_seats
    expected = (seats_on if of_seats else in_group_on)(meeting.group, meeting.day)
    entries = [
        Entry(
            "appointment" if of_seats else "organisation",
            one.pk,
            0,
            "apologies" if place % 5 == 4 else "attended",
        )
        for place, one in enumerate(expected.order_by("pk"))
    ]
    enter_attendance(meeting, entries, by=by)
    return entries


def _keep(demo: Demo, meeting: GroupMeeting, subject: Subject, *, by: User) -> None:
    entries = _attend(meeting, by=by)
    item = AgendaItem.objects.get(meeting=meeting, title=subject.title)
    came = [entry.pk for entry in entries if entry.how == "attended"]
    speaker = came[0] if came and not meeting.group.is_of_seats else None
    said = take_note(meeting, Note(item=item, text=subject.said, organisation_id=speaker), by=by)
    quiet = Note(item=item, text=subject.unattributed, unattributed=True)
    notes = [said, take_note(meeting, quiet, by=by)]
    add_point(meeting, subject.summary, notes, item=item, by=by)
    decides = len(came) >= QUORUM
    words = Section(item.pk, item.title, subject.minutes, subject.decision if decides else "")
    save_minutes(meeting, [words], based_on=0, by=by)
    owner = {"organisation_id": speaker} if speaker else {"person": by}
    agree_action(
        meeting, Action(item=item, text=subject.action, due_on=demo.day(20), **owner), by=by
    )
    reported = max(demo.day(-30), meeting.day)
    done = agree_action(
        meeting,
        Action(item=item, text="Report back to the group.", due_on=reported, **owner),
        by=by,
    )
    publish_minutes(meeting, by=by)
    close_action(done, result="done", words="Reported.", by=by, on=reported)


def _register(group: Group, meeting: GroupMeeting, *, at: dt.datetime) -> None:
    for place in islice(group.memberships.current().select_related("organisation"), 3):
        for one in islice(place.participants.current().select_related("delegate__user"), 1):
            person = one.delegate.user
            register(
                Registration(
                    meeting=meeting,
                    organisation=place.organisation,
                    name=person.name,
                    user=person,
                ),
                by=person,
                at=at,
            )


def _route(meeting: GroupMeeting, *, by: User) -> None:
    """The strategic item of one forum waits for the county forum's answer."""
    item = AgendaItem.objects.get(meeting=meeting, level="strategic")
    route_item(item, Group.objects.get(slug=COUNTY_FORUM), by=by)
