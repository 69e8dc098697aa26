"""The calendar of one person's groups, by an address that needs no signing in."""

import datetime as dt

from django.utils import timezone

import icalendar
import pytest

from forums.groups.services import make_group_pages
from forums.meetings import own_calendar
from tests.factories.forums import GroupFactory, GroupMeetingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meetings(carys):
    """One to come of Carys's group, one draft of it, and one of a group that is not hers."""
    own, other = GroupFactory(slug="own", convenor=carys), GroupFactory(slug="other")
    make_group_pages()
    return [
        GroupMeetingFactory(group=own, title="Buses"),
        GroupMeetingFactory(group=own, title="Draft", draft=True),
        GroupMeetingFactory(group=other, title="Trains"),
    ]


def titles(client, person):
    file = client.get(own_calendar.LINKS.path(person.pk))
    assert file.status_code == 200
    found = icalendar.Calendar.from_ical(file.content).walk("VEVENT")
    return [str(event["SUMMARY"]).partition(":")[0] for event in found]


def test_it_holds_the_announced_meetings_of_ones_groups(client, meetings, carys):
    assert titles(client, carys) == ["Buses"]


def test_of_a_group_that_is_left_it_holds_nothing(client, meetings, carys):
    meetings[0].group.terms.update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    assert titles(client, carys) == []


def test_it_ends_with_the_account(client, meetings, carys):
    carys.is_active = False
    carys.save()
    assert client.get(own_calendar.LINKS.path(carys.pk)).status_code == 404


def test_another_address_is_nobodys(client, meetings, carys):
    token = own_calendar.LINKS.token(carys.pk)
    assert client.get(f"/calendar/groups/{token[:-1]}.ics").status_code == 404


def test_my_assembly_leads_there(client, meetings, carys):
    client.force_login(carys)
    page = client.get("/my/").content.decode()
    assert "Next meetings of your groups" in page
    assert own_calendar.LINKS.path(carys.pk) in page
