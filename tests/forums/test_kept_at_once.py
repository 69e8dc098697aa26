"""The record of a meeting, many at once, on both kinds of database."""

import datetime as dt

import pytest

from assembly.notifications.models import Email
from forums.models import MinutesVersion
from tests.factories.forums import ActionFactory
from tests.storm import Storm

from .meetings import came, group_of, meeting_of, published, saved
from .storm import MANY

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.forums.storm")


@pytest.fixture
def meeting(carys, member, asha):
    found = meeting_of(group_of(carys, member))
    came(found, member, by=carys)
    return found


def test_one_of_those_who_save_at_once_does_and_the_others_are_told(storm, meeting, carys):
    saved(meeting, "Draft.", by=carys)
    said = storm("save", meeting.pk)
    assert len([one for one in said if "Somebody else has just saved" in one]) == MANY - 1
    assert MinutesVersion.objects.count() == 2


def test_minutes_are_published_once(storm, meeting, carys):
    saved(meeting, "Draft.", by=carys)
    said = storm("publish", meeting.pk)
    assert len([one for one in said if "already" in one]) == MANY - 1
    assert Email.objects.filter(kind="forums/minutes_published").count() == 1


def test_each_note_has_a_number_of_its_own(storm, meeting):
    storm("notes", meeting.pk)
    assert sorted(meeting.notes.values_list("number", flat=True)) == list(range(1, MANY + 1))


def test_an_owner_is_chased_once(storm, meeting, carys, member):
    published(meeting, member, by=carys)
    ActionFactory(meeting=meeting, organisation=member, due_on=dt.date(2026, 12, 4))
    storm("chase", "2026-12-05")
    assert Email.objects.filter(kind="forums/action_overdue").count() == 1
