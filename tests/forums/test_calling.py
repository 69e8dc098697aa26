"""Calling a meeting: a draft nobody knows of, announced, moved, cancelled; beside the partnership's own meeting."""

import datetime as dt

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

import pytest
import time_machine

from assembly.core.models import Event
from assembly.core.rules import ALLOWED, RuleBroken, refused
from assembly.notifications.models import Email
from assembly.partners.models import Meeting
from assembly.partners.services import enter_meeting
from forums.agendas.services import route_item
from forums.groups.services import make_group_pages
from forums.letters import rules as letters
from forums.meetings import services, telling
from forums.models import GroupMeeting, GroupPage, MeetingPaper, Registration
from forums.papers.services import add_paper
from forums.registering.services import register
from tests import points
from tests.factories.forums import (
    AgendaItemFactory,
    GroupFactory,
    GroupMeetingFactory,
    GroupMembershipFactory,
)
from tests.factories.membership import UserFactory
from tests.factories.partners import AppointmentFactory, MeetingFactory, SeatFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
AT = dt.datetime(2026, 10, 6, 17, 30, tzinfo=dt.UTC)
FORM = {
    "title": "Autumn meeting",
    "day": "2026-10-06",
    "begins": "18:30",
    "finishes": "20:30",
    "place": "Town Hall, Devizes",
    "link": "https://example.org/room",
    "access_notes": "Ramp at the back.",
    "capacity": "2",
}
DETAILS = {
    "title": "Autumn meeting",
    "place": "Town Hall",
    "link": "",
    "access_notes": "",
    "capacity": None,
}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def group(carys):
    found = GroupFactory(name="Health Group", slug="health", convenor=carys)
    make_group_pages()
    return found


@pytest.fixture
def forum(carys):
    found = GroupFactory(name="County Forum", slug="forum", county_forum=True, convenor=carys)
    make_group_pages()
    return found


def draft_in(group, by, starts_at=AT, **details):
    return services.draft_meeting(
        group, {**DETAILS, **details}, starts_at=starts_at, ends_at=starts_at + 2 * HOUR, by=by
    )


def announced_in(group, by, **details):
    return services.announce_meeting(draft_in(group, by, **details), by=by)


def text_of(client, address):
    return client.get(address).content.decode()


def told(person):
    return sorted(Email.objects.filter(user=person).values_list("kind", flat=True))


# A draft


def test_a_convenor_makes_a_draft_that_nobody_knows_of(client, group, carys):
    client.force_login(carys)
    page = client.post("/my/groups/health/meetings/new/", FORM, follow=True).content.decode()
    assert "Draft saved" in page
    meeting = GroupMeeting.objects.get()
    assert (meeting.number, meeting.starts_at, meeting.ends_at) == (1, AT, AT + 2 * HOUR)
    assert (meeting.capacity, meeting.announced_at) == (2, None)
    assert "Autumn meeting" in text_of(client, "/groups/health/meetings/1/")
    client.logout()
    assert client.get("/groups/health/meetings/1/").status_code == 404
    for address in ("/groups/health/", "/groups/health/meetings/", "/groups/", "/calendar.ics"):
        assert "Autumn meeting" not in text_of(client, address)
    assert not Email.objects.exists()


def test_two_drafts_have_two_numbers(group, carys):
    assert [draft_in(group, carys, title=title).number for title in "AB"] == [1, 2]
    with pytest.raises(RuleBroken, match="There is a meeting called “A” at 6"):
        draft_in(group, carys, title="A")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"day": "2027-03-28", "begins": "01:30"}, "There is no 01:30 on 28 March 2027"),
        ({"day": "2026-10-25", "begins": "01:30"}, "01:30 on 25 October 2026 occurs twice"),
        ({"day": "2026-10-25", "finishes": "01:00", "begins": "00:30"}, "occurs twice"),
        ({"finishes": "18:30"}, "The meeting ends before it starts."),
        ({"title": ""}, "Enter a title"),
        ({"day": ""}, "Enter the day of the meeting."),
        ({"day": "9999-12-31"}, "A meeting is called five years ahead at most"),
        ({"begins": "half six"}, "like 18:30"),
        ({"capacity": "0"}, "Enter how many places there are"),
    ],
)
def test_what_is_wrong_with_a_draft_is_said(client, group, carys, typed, sentence):
    client.force_login(carys)
    page = client.post("/my/groups/health/meetings/new/", {**FORM, **typed}).content.decode()
    assert sentence in page
    assert not GroupMeeting.objects.exists()


@pytest.mark.parametrize("begins", ["00:59", "02:00"])
def test_the_hours_beside_the_one_that_occurs_twice_are_taken(client, group, carys, begins):
    client.force_login(carys)
    client.post("/my/groups/health/meetings/new/", {**FORM, "day": "2026-10-25", "begins": begins})
    local = timezone.localtime(GroupMeeting.objects.get().starts_at)
    assert f"{local:%H:%M}" == begins


def test_a_draft_is_changed_with_its_date(client, group, carys):
    draft_in(group, carys)
    client.force_login(carys)
    address = "/my/groups/health/meetings/1/change/"
    assert 'value="18:30"' in text_of(client, address)
    client.post(address, {**FORM, "title": "Winter meeting", "day": "2026-12-01"})
    meeting = GroupMeeting.objects.get()
    assert (meeting.title, meeting.day) == ("Winter meeting", dt.date(2026, 12, 1))
    assert meeting.changes == 0


def test_who_does_not_run_the_group_finds_no_pages(client, group, carys, asha):
    draft_in(group, carys)
    for person in (asha, UserFactory()):
        client.force_login(person)
        for last in ("", "new/", "1/", "1/change/", "1/announce/", "1/move/", "1/cancel/"):
            assert client.get(f"/my/groups/health/meetings/{last}").status_code == 404


def test_the_term_of_the_convenor_is_over(client, group, carys):
    group.terms.update(starts_on=dt.date(2025, 1, 1), ends_on=NOW.date())
    client.force_login(carys)
    assert client.get("/my/groups/health/meetings/").status_code == 404


def test_the_support_unit_calls_one_from_the_screen_of_the_group(client, group, dev):
    client.force_login(dev)
    assert "/my/groups/health/meetings/" in text_of(client, f"/cms/forums_group/edit/{group.pk}/")
    client.post("/my/groups/health/meetings/new/", FORM)
    client.post("/my/groups/health/meetings/1/announce/")
    assert GroupMeeting.objects.get().is_announced


def test_a_draft_is_discarded_with_what_is_in_it(
    client, group, carys, django_capture_on_commit_callbacks
):
    meeting = draft_in(group, carys)
    AgendaItemFactory(meeting=meeting)
    paper = add_paper(
        MeetingPaper(meeting=meeting, title="Routes"),
        SimpleUploadedFile("routes.txt", b"49"),
        by=carys,
    )
    client.force_login(carys)
    assert "/my/groups/health/meetings/1/discard/" in text_of(
        client, "/my/groups/health/meetings/1/"
    )
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/my/groups/health/meetings/1/discard/")
    assert not GroupMeeting.objects.exists()
    assert not default_storage.exists(paper.file.name)
    assert Event.objects.get(name="forums.draft_discarded").subject_id == meeting.pk


def test_what_others_know_of_is_not_discarded(group, carys):
    with pytest.raises(RuleBroken, match="Cancel it"):
        services.discard_draft(announced_in(group, carys), by=carys)
    other = GroupFactory()
    make_group_pages()
    draft = draft_in(group, carys, title="Another")
    route_item(AgendaItemFactory(meeting=draft, level="strategic"), other, by=carys)
    with pytest.raises(RuleBroken, match="was routed to another group"):
        services.discard_draft(draft, by=carys)


# Announced


def test_an_announced_meeting_is_public_and_members_are_told(client, group, carys, asha, member):
    GroupMembershipFactory(group=group, organisation=member)
    draft_in(group, carys, link="https://example.org/room")
    client.force_login(carys)
    assert "1 people" not in text_of(client, "/my/groups/health/meetings/1/announce/")
    client.post("/my/groups/health/meetings/1/announce/")
    client.logout()
    for address in ("/groups/health/", "/groups/health/meetings/", "/groups/health/meetings/1/"):
        page = text_of(client, address)
        assert "Autumn meeting" in page
        assert "6.30pm on Tuesday 6 October 2026" in page
    assert "next meeting 6 October 2026" in text_of(client, "/groups/")
    assert "example.org/room" not in text_of(client, "/groups/health/meetings/1/")
    assert telling.tell_of_meetings() == 1
    assert telling.tell_of_meetings() == 0
    assert told(asha) == ["forums/meeting_announced"]


def test_members_are_told_after_a_missed_day_and_not_once_it_began(group, carys, asha, member, now):
    GroupMembershipFactory(group=group, organisation=member)
    announced_in(group, carys)
    now.move_to(AT)
    assert telling.tell_of_meetings() == 0
    now.move_to(AT - HOUR)
    assert telling.tell_of_meetings() == 1


def test_a_draft_is_told_of_to_nobody(group, carys, asha, member):
    GroupMembershipFactory(group=group, organisation=member)
    draft_in(group, carys)
    assert telling.tell_of_meetings() == 0


@pytest.mark.parametrize(
    ("details", "sentence"),
    [({"place": ""}, "Say where the meeting is"), ({"starts_at": NOW - DAY}, "has passed")],
)
def test_a_draft_that_is_not_ready_is_not_announced(client, group, carys, details, sentence):
    draft_in(group, carys, **details)
    client.force_login(carys)
    assert sentence in client.post("/my/groups/health/meetings/1/announce/").content.decode()
    assert not GroupMeeting.objects.get().is_announced


def test_nothing_is_announced_twice_or_without_a_public_page(group, carys):
    meeting = announced_in(group, carys)
    with pytest.raises(RuleBroken, match="already been announced"):
        services.announce_meeting(meeting, by=carys)
    GroupPage.objects.update(live=False)
    with pytest.raises(RuleBroken, match="is not published"):
        announced_in(group, carys, title="Another")


def test_a_kept_page_of_the_group_forgets_a_meeting_that_is_over(
    client, group, carys, now, settings
):
    settings.PAGE_CACHE = True
    announced_in(group, carys)
    now.move_to(AT + 2 * HOUR - dt.timedelta(minutes=1))
    assert "Next:" in text_of(client, "/groups/health/")
    now.move_to(AT + 2 * HOUR)
    assert "Next:" not in text_of(client, "/groups/health/")


# Moved, changed, cancelled


def test_moving_tells_everybody_registered_the_old_and_the_new_date(
    client, group, carys, asha, member
):
    GroupMembershipFactory(group=group, organisation=member)
    meeting = announced_in(group, carys)
    registered(meeting, asha, member)
    client.force_login(carys)
    client.post(
        "/my/groups/health/meetings/1/move/",
        {"day": "2026-10-13", "begins": "18:30", "finishes": "20:30"},
    )
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.changes) == (AT + 7 * DAY, 1)
    mail = Email.objects.get(user=asha, kind="forums/meeting_moved")
    assert "6.30pm on Tuesday 6 October 2026" in mail.text
    assert "6.30pm on Tuesday 13 October 2026" in mail.text
    assert "withdraw" in mail.text
    event = Event.objects.get(name="forums.meeting_moved")
    assert event.data == {"from": "2026-10-06", "to": "2026-10-13"}


@pytest.mark.parametrize(
    ("starts_at", "sentence"),
    [
        (AT, "already"),
        (NOW - HOUR, "The new date has passed"),
        (AT + 5 * 366 * DAY, "five years ahead at most"),
    ],
)
def test_a_move_that_is_none_is_refused(group, carys, starts_at, sentence):
    meeting = announced_in(group, carys)
    with pytest.raises(RuleBroken, match=sentence):
        services.move_meeting(meeting, starts_at, starts_at + 2 * HOUR, by=carys)


def test_a_draft_and_a_meeting_that_has_begun_are_not_moved(group, carys):
    draft = draft_in(group, carys)
    begun = GroupMeetingFactory(group=group, number=9, starts_at=NOW - HOUR)
    for meeting, sentence in ((draft, "still a draft"), (begun, "cannot be moved")):
        with pytest.raises(RuleBroken, match=sentence):
            services.move_meeting(meeting, AT + DAY, AT + DAY + HOUR, by=carys)


def test_another_place_is_told_and_other_words_are_not(group, carys, asha, member):
    GroupMembershipFactory(group=group, organisation=member)
    meeting = announced_in(group, carys)
    registered(meeting, asha, member)
    services.change_meeting(meeting, {**DETAILS, "access_notes": "Bus 49."}, by=carys)
    assert told(asha) == []
    services.change_meeting(meeting, {**DETAILS, "place": "Corn Exchange"}, by=carys)
    assert told(asha) == ["forums/meeting_changed"]
    meeting.refresh_from_db()
    assert meeting.changes == 2


def test_cancelling_says_why_and_tells_everybody_registered(client, group, carys, asha, member):
    GroupMembershipFactory(group=group, organisation=member)
    meeting = announced_in(group, carys)
    registered(meeting, asha, member)
    client.force_login(carys)
    address = "/my/groups/health/meetings/1/cancel/"
    assert "Say why" in client.post(address, {"because": " "}).content.decode()
    client.post(address, {"because": "The hall is flooded."})
    assert "The hall is flooded." in Email.objects.get(user=asha).text
    page = text_of(client, "/groups/health/meetings/1/")
    assert "This meeting is cancelled" in page
    assert "The hall is flooded." in page
    meeting.refresh_from_db()
    with pytest.raises(RuleBroken, match="already been cancelled"):
        services.cancel_meeting(meeting, "Again.", by=carys)
    with pytest.raises(RuleBroken, match="can no longer change"):
        services.change_meeting(meeting, DETAILS, by=carys)


def registered(meeting, user, organisation=None):
    return register(
        Registration(meeting=meeting, name=user.name, user=user, organisation=organisation), by=user
    )


# Beside the partnership's own meeting


def test_announcing_makes_the_meeting_of_the_partnership_and_keeps_it_in_step(forum, carys):
    meeting = draft_in(forum, carys)
    assert not Meeting.objects.exists()
    meeting = services.announce_meeting(meeting, by=carys)
    its_own = Meeting.objects.get()
    assert meeting.partnership_meeting == its_own
    assert (its_own.partnership, its_own.held_on) == (forum.partnership, dt.date(2026, 10, 6))
    services.move_meeting(meeting, AT + DAY, AT + DAY + HOUR, by=carys)
    services.change_meeting(meeting, {**DETAILS, "title": "Annual meeting"}, by=carys)
    its_own.refresh_from_db()
    assert (its_own.held_on, its_own.title) == (dt.date(2026, 10, 7), "Annual meeting")
    services.cancel_meeting(meeting, "Snow.", by=carys)
    its_own.refresh_from_db()
    assert its_own.cancelled


def test_a_group_without_a_partnership_makes_none(group, carys):
    announced_in(group, carys)
    assert not Meeting.objects.exists()


def test_two_meetings_of_a_partnership_on_one_day_are_refused_in_words(client, forum, carys):
    MeetingFactory(partnership=forum.partnership, held_on=dt.date(2026, 10, 6))
    meeting = draft_in(forum, carys)
    client.force_login(carys)
    page = client.post("/my/groups/forum/meetings/1/announce/").content.decode()
    assert (
        "on 6 October 2026 has already been entered. A partnership can have only one meeting a day"
        in page
    )
    meeting.starts_at, meeting.ends_at = AT + DAY, AT + DAY + HOUR
    meeting.save()
    services.announce_meeting(meeting, by=carys)
    page = client.post(
        "/my/groups/forum/meetings/1/move/",
        {"day": "2026-10-06", "begins": "18:30", "finishes": "20:30"},
    ).content.decode()
    assert "A partnership can have only one meeting a day" in page


def test_the_register_does_not_part_the_two_meetings(client, forum, carys, dev):
    meeting = announced_in(forum, carys)
    its_own = Meeting.objects.get()
    client.force_login(dev)
    address = f"/cms/meeting/edit/{its_own.pk}/"
    data = {"partnership": its_own.partnership_id, "title": its_own.title, "papers": ""}
    page = client.post(address, {**data, "held_on": "2026-10-08"}).content.decode()
    assert "The County Forum called this meeting." in page
    client.post(address, {**data, "held_on": "2026-10-06", "papers": "https://example.org/p"})
    its_own.refresh_from_db()
    assert (its_own.held_on, its_own.papers) == (meeting.day, "https://example.org/p")
    other = MeetingFactory(partnership=forum.partnership, held_on=dt.date(2026, 11, 1))
    client.post(f"/cms/meeting/edit/{other.pk}/", {**data, "held_on": "2026-11-02"})
    other.refresh_from_db()
    assert other.held_on == dt.date(2026, 11, 2)


def test_who_sits_there_still_enters_a_meeting_on_another_day(forum, carys, asha):
    announced_in(forum, carys)
    seat = SeatFactory(partnership=forum.partnership)
    appointment = AppointmentFactory(
        seat=seat,
        user=asha,
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2028, 1, 1),
        taken_on=dt.date(2026, 1, 1),
    )
    with pytest.raises(RuleBroken, match="entered already"), transaction.atomic():
        enter_meeting(appointment, Meeting(title="M", held_on=AT.date()), by=asha)
    enter_meeting(appointment, Meeting(title="M", held_on=AT.date() + DAY), by=asha)
    assert Meeting.objects.count() == 2


def test_from_where_a_meeting_is_called_its_record_is_one_step_away(client, group, carys):
    draft = draft_in(group, carys)
    client.force_login(carys)
    link = 'href="/my/groups/health/meetings/1/attendance/"'
    assert link not in text_of(client, "/my/groups/health/meetings/1/")
    services.announce_meeting(draft, by=carys)
    assert link in text_of(client, "/my/groups/health/meetings/1/")


@pytest.mark.parametrize("act", ["announce", "change", "move", "cancel"])
def test_who_may_not_write_to_the_group_tells_it_nothing_by_a_meeting(
    act, group, carys, dev, monkeypatch
):
    meeting = (draft_in if act == "announce" else announced_in)(group, carys)
    points.only(
        monkeypatch,
        letters.rulings,
        lambda group, person, at: refused("You are a candidate.") if person == carys else ALLOWED,
    )
    details = {name: getattr(meeting, name) for name in services.DETAILS} | {"place": "Vote Ada"}
    acts = {
        "announce": lambda by: services.announce_meeting(meeting, by=by),
        "change": lambda by: services.change_meeting(meeting, details, by=by),
        "move": lambda by: services.move_meeting(
            meeting, meeting.starts_at + DAY, meeting.ends_at + DAY, by=by
        ),
        "cancel": lambda by: services.cancel_meeting(meeting, "Vote for Ada.", by=by),
    }
    with pytest.raises(RuleBroken, match="You are a candidate"):
        acts[act](carys)
    assert acts[act](dev)
