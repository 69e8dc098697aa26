"""The public calendar, read back by the icalendar library."""

import datetime as dt

from django.utils import timezone

import icalendar
import pytest
import time_machine

from assembly.core import calendars
from assembly.core.calendars import Entry
from assembly.core.events import record
from tests.factories.elections import ContestFactory, ElectionFactory
from tests.factories.forums import GroupFactory
from tests.factories.membership import DistrictFactory, ThemeFactory

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
    assert event["SUMMARY"] == "Ünïcode; with, commas\nand 李明"
    assert event["DESCRIPTION"] == "A" * 300
    assert event["STATUS"] == "CANCELLED"
    assert event["DTSTART"].dt == dt.date(2027, 1, 1)
