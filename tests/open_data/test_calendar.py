"""The public calendar, read back by the icalendar library."""

import datetime as dt

from django.utils import timezone

import feedparser
import icalendar
import pytest
import time_machine

from assembly.consultations import changes
from assembly.consultations.models import Consultation
from assembly.consultations.publishing.services import withdraw_consultation
from assembly.core import calendars
from assembly.core.calendars import Entry
from assembly.core.events import acts, record
from elections.models import Election
from elections.services.roll import freeze_roll
from elections.services.setup import change_election
from elections.timetable import MILESTONES
from forums.groups.services import make_group_pages
from forums.meetings.services import announce_meeting, cancel_meeting, move_meeting
from tests.factories.elections import CandidateFactory, ContestFactory, ElectionFactory, key_for
from tests.factories.forums import GroupFactory, GroupMeetingFactory
from tests.factories.membership import DistrictFactory, ThemeFactory
from tests.factories.partners import MeetingFactory

pytestmark = pytest.mark.django_db

POLL = dt.datetime(2027, 3, 27, 9, tzinfo=dt.UTC)  # clocks go forward on the next day


def events(client, address="/calendar.ics"):
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return {
        str(event["UID"]).partition("@")[0]: event
        for event in icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    }


@pytest.fixture
def election():
    return ElectionFactory(
        title="The Board", poll_opens=timezone.now().replace(microsecond=0) + dt.timedelta(days=3)
    )


def test_an_election_is_there_from_its_notice(client, election):
    hidden = ElectionFactory(poll_opens=timezone.now() + dt.timedelta(days=900))
    found = events(client)
    opens = found[f"election-{election.pk}-poll_opens"]
    assert opens["SUMMARY"] == "Voting opens: The Board"
    assert opens["DTSTART"].dt == election.poll_opens_at
    assert opens["URL"].endswith(election.get_absolute_url())
    assert not [uid for uid in found if uid.startswith(f"election-{hidden.pk}-")]


def test_an_instant_is_right_on_both_sides_of_a_change_of_clocks(client):
    with time_machine.travel(POLL):
        made = ElectionFactory(poll_opens=POLL)
        found = events(client)
    assert found[f"election-{made.pk}-poll_opens"]["DTSTART"].dt == POLL
    closes = found[f"election-{made.pk}-poll_closes"]["DTSTART"]
    assert closes.dt == made.poll_closes_at
    assert closes.to_ical().endswith(b"Z")


def test_a_changed_timetable_gets_a_higher_number(client, election):
    uid = f"election-{election.pk}-poll_opens"
    assert events(client)[uid]["SEQUENCE"] == 0
    record("elections.election_changed", election, by=election.returning_officer)
    assert events(client)[uid]["SEQUENCE"] == 1


def test_the_calendar_of_a_theme_and_of_a_district(client):
    theme, district = ThemeFactory(slug="health"), DistrictFactory(slug="kennet")
    soon = timezone.now() + dt.timedelta(days=3)
    of_theme = ContestFactory(
        electorate="group", group=GroupFactory(theme=theme), election__poll_opens=soon
    ).election
    of_district = ContestFactory(
        electorate="district", district=district, election__poll_opens=soon
    ).election

    def elections_in(address):
        return {uid.split("-")[1] for uid in events(client, address)}

    assert elections_in("/calendar/theme/health.ics") == {str(of_theme.pk)}
    assert elections_in("/calendar/district/kennet.ics") == {str(of_district.pk)}
    assert elections_in("/calendar.ics") == {str(of_theme.pk), str(of_district.pk)}


def test_there_is_no_calendar_of_nothing(client):
    assert client.get("/calendar/theme/none.ics").status_code == 404
    assert client.get("/calendar/colour/red.ics").status_code == 404


def test_who_has_the_calendar_already_is_told_so(client, election):
    with time_machine.travel(timezone.now(), tick=False):
        response = client.get("/calendar.ics")
        again = client.get("/calendar.ics", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_words_of_any_kind_come_back_whole():
    entry = Entry(
        uid="x-1",
        title="Ünïcode; with, commas\nand 李明",
        url="/x/",
        starts=dt.date(2027, 1, 1),
        text="A" * 300,
        changed_at=timezone.now(),
        cancelled=True,
    )
    [event] = icalendar.Calendar.from_ical(calendars.calendar("T", [entry])).walk("VEVENT")
    assert event["SUMMARY"] == "Ünïcode; with, commas and 李明"  # a title is one line
    assert event["DESCRIPTION"] == "A" * 300
    assert event["STATUS"] == "CANCELLED"
    assert event["DTSTART"].dt == dt.date(2027, 1, 1)


# A vote that will not be held

POLLING = (
    "poll_opens",
    "poll_closes",
    "receipts",
    "opening",
    "challenge_ends",
)


def statuses(client, election):
    prefix = f"election-{election.pk}-"
    return {
        uid.removeprefix(prefix): (str(event["STATUS"]), event["SEQUENCE"])
        for uid, event in events(client).items()
        if uid.startswith(prefix)
    }


def stamps(client, uid):
    event = events(client)[uid]
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt
    return event["LAST-MODIFIED"].dt


@pytest.fixture
def announced():
    """An election of one contest; notice of poll is due now."""
    now = timezone.now().replace(microsecond=0)
    election = ElectionFactory(title="The Board", poll_opens=now + dt.timedelta(days=7))
    ContestFactory(election=election, title="Chair")
    return election


def give_notice_of_poll(election):
    freeze_roll(election, by=election.returning_officer)
    return timezone.now()


@pytest.mark.parametrize("stands", [0, 1])
def test_a_vote_that_nobody_needs_is_cancelled_under_its_own_name(client, announced, stands):
    [contest] = announced.contests.all()
    CandidateFactory.create_batch(stands, contest=contest)
    before = statuses(client, announced)
    assert {status for status, _ in before.values()} == {"CONFIRMED"}
    give_notice_of_poll(announced)
    after = statuses(client, announced)
    assert after.keys() == before.keys()
    assert {what: after[what] for what in POLLING} == dict.fromkeys(POLLING, ("CANCELLED", 1))
    assert after["nominations_open"] == ("CONFIRMED", 1)
    announced.refresh_from_db()
    uid = f"election-{announced.pk}-poll_opens"
    assert stamps(client, uid) == announced.roll_frozen_at.replace(microsecond=0)
    why = "there are no more candidates than seats" if stands else "nobody stood"
    assert events(client)[uid]["DESCRIPTION"] == f"There is no vote for Chair: {why}."


def test_a_vote_for_some_seats_says_for_which_there_is_none(client, announced):
    [contest] = announced.contests.all()
    ContestFactory(election=announced, title="Treasurer")
    CandidateFactory.create_batch(3, contest=contest)
    key_for(announced)
    give_notice_of_poll(announced)
    found = events(client)
    opens = found[f"election-{announced.pk}-poll_opens"]
    assert (opens["STATUS"], opens["SEQUENCE"]) == ("CONFIRMED", 1)
    assert opens["DESCRIPTION"].endswith("There is no vote for Treasurer: nobody stood.")
    assert "Treasurer" not in str(found[f"election-{announced.pk}-nominations_open"])


def test_what_is_left_of_a_void_poll_is_cancelled(client, announced):
    [contest] = announced.contests.all()
    CandidateFactory.create_batch(3, contest=contest)
    key_for(announced)
    give_notice_of_poll(announced)
    assert statuses(client, announced)["poll_closes"] == ("CONFIRMED", 0)
    voided_at = announced.poll_opens_at + dt.timedelta(days=1)
    Election.objects.filter(pk=announced.pk).update(voided_at=voided_at, voided_because="Shares.")
    with time_machine.travel(voided_at + dt.timedelta(days=30)):
        after = statuses(client, announced)
        uid = f"election-{announced.pk}-poll_closes"
        assert stamps(client, uid) == voided_at
        assert events(client)[uid]["DESCRIPTION"] == "The poll was declared void: Shares."
    assert after["poll_opens"] == ("CONFIRMED", 1)
    assert {after[what] for what in POLLING[1:]} == {("CANCELLED", 1)}


@pytest.mark.parametrize("stands", [1, 3])
def test_the_open_data_say_what_is_cancelled(client, announced, stands):
    [contest] = announced.contests.all()
    CandidateFactory.create_batch(stands, contest=contest)
    key_for(announced)
    give_notice_of_poll(announced)
    [shown] = client.get("/api/v1/elections").json()["items"]
    cancelled = [instant["label"] for instant in shown["timetable"] if instant["cancelled"]]
    assert cancelled == [
        milestone.label
        for milestone in MILESTONES
        if milestone.field.removesuffix("_at") in POLLING and stands == 1
    ]


# What is new in a feed


def updated(client, name="elections"):
    [entry] = feedparser.parse(client.get(f"/feeds/{name}.atom").content).entries
    return dt.datetime(*entry.updated_parsed[:6], tzinfo=dt.UTC)


def test_an_election_is_new_in_the_feed_with_every_change(client, announced):
    [contest] = announced.contests.all()
    CandidateFactory.create_batch(3, contest=contest)
    key_for(announced)
    assert updated(client) == announced.poll_notice_at
    later = timezone.now().replace(microsecond=0) + dt.timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        announced.poll_opens_at += dt.timedelta(hours=1)
        because = "Snow."
        change_election(announced, because=because, by=announced.returning_officer)
        assert updated(client) == later
    with time_machine.travel(later + dt.timedelta(hours=1), tick=False):
        freeze_roll(announced, by=announced.returning_officer)
        assert updated(client) == timezone.now()
    voided_at = later + dt.timedelta(hours=2)
    Election.objects.filter(pk=announced.pk).update(voided_at=voided_at, voided_because="Shares.")
    with time_machine.travel(voided_at + dt.timedelta(days=60), tick=False):
        assert updated(client) == voided_at


def test_a_withdrawn_consultation_is_new_again(client, world):
    consultation = Consultation.objects.published().first()
    uid = f"consultation-{consultation.pk}-closes"
    before = events(client)[uid]
    later = timezone.now().replace(microsecond=0) + dt.timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        withdraw_consultation(consultation, reason="Not needed.", by=world.people["board"])
        after = events(client)[uid]
        entries = feedparser.parse(client.get("/feeds/consultations.atom").content).entries
    assert after["STATUS"] == "CANCELLED"
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["LAST-MODIFIED"].dt == after["DTSTAMP"].dt == later
    [entry] = [one for one in entries if one.summary.startswith("Withdrawn")]
    assert dt.datetime(*entry.updated_parsed[:6], tzinfo=dt.UTC) == later


def test_every_act_in_a_consultation_is_one_to_tell_of_or_not():
    """Whoever adds one (an extension of the window, say) decides whether subscribers must see it."""
    known = {act.name for act in acts if act.name.startswith("consultations.")}
    assert known == {*changes.SHOWN, *changes.NOT_SHOWN}


# Meetings


def group_meeting(**more):
    group = GroupFactory(
        name="Ferries Group", slug="ferries-group", theme=ThemeFactory(slug="ferries")
    )
    make_group_pages()
    soon = timezone.now().replace(microsecond=0) + dt.timedelta(days=7)
    words = {"title": "Autumn; meeting", "link": "https://example.org/room"}
    return GroupMeetingFactory(group=group, number=1, starts_at=soon, **words, **more)


def test_a_meeting_of_a_group_is_there_once_announced(client, carys):
    meeting = group_meeting(draft=True)
    uid = f"group-meeting-{meeting.pk}"
    assert uid not in events(client)
    announce_meeting(meeting, by=carys)
    for address in (
        "/calendar.ics",
        "/calendar/group/ferries-group.ics",
        "/calendar/theme/ferries.ics",
    ):
        found = events(client, address)[uid]
        assert found["SUMMARY"] == "Autumn; meeting: Ferries Group"
        assert found["DTSTART"].dt == meeting.starts_at
        assert found["DTEND"].dt == meeting.ends_at
        assert (found["SEQUENCE"], found["STATUS"]) == (0, "CONFIRMED")
        assert "example.org/room" not in found.to_ical().decode()
    other = GroupFactory(slug="other")
    make_group_pages()
    assert other.page.live
    assert events(client, "/calendar/group/other.ics") == {}


def test_a_moved_and_a_cancelled_meeting_get_higher_numbers(client, carys):
    meeting = group_meeting()
    uid = f"group-meeting-{meeting.pk}"
    before = events(client)[uid]
    later = meeting.starts_at + dt.timedelta(days=7)
    meeting = move_meeting(meeting, later, later + dt.timedelta(hours=1), by=carys)
    moved = events(client)[uid]
    assert (moved["SEQUENCE"], moved["DTSTART"].dt) == (1, later)
    assert moved["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt
    assert moved["UID"] == before["UID"]
    cancel_meeting(meeting, "Snow.", by=carys)
    cancelled = events(client)[uid]
    assert (cancelled["SEQUENCE"], cancelled["STATUS"]) == (2, "CANCELLED")


def test_a_meeting_of_a_partnership_is_there_and_no_group_s_is_there_twice(client, carys):
    forum = GroupFactory(name="Coast Forum", slug="coast", county_forum=True)
    make_group_pages()
    its_own = GroupMeetingFactory(group=forum, number=1, draft=True)
    announce_meeting(its_own, by=carys)
    other = MeetingFactory(held_on=timezone.localdate() + dt.timedelta(days=3))
    found = events(client)
    its_own.refresh_from_db()
    assert f"group-meeting-{its_own.pk}" in found
    assert f"partnership-meeting-{its_own.partnership_meeting_id}" not in found
    assert found[f"partnership-meeting-{other.pk}"]["DTSTART"].dt == other.held_on
    narrowed = events(client, f"/calendar/partnership/{forum.partnership.slug}.ics")
    assert list(narrowed) == [f"group-meeting-{its_own.pk}"]


def test_a_changed_meeting_of_a_partnership_gets_a_higher_number(client, carys):
    meeting = MeetingFactory(held_on=timezone.localdate() + dt.timedelta(days=3))
    uid = f"partnership-meeting-{meeting.pk}"
    record("partners.meeting_added", meeting, by=carys)
    assert events(client)[uid]["SEQUENCE"] == 0
    record("partners.meeting_changed", meeting, by=carys)
    assert events(client)[uid]["SEQUENCE"] == 1
