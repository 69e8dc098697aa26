"""The places of a meeting, on both kinds of database: none is given twice, none stays empty while somebody waits."""

import pytest

from forums.groups.services import make_group_pages
from forums.models import Registration
from forums.registering.services import register
from tests.factories.forums import GroupFactory, GroupMeetingFactory, GroupMembershipFactory
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.forums.registering_storm")


@pytest.fixture
def meeting(asha, member):
    group = GroupFactory(slug="health")
    GroupMembershipFactory(group=group, organisation=member)
    make_group_pages()
    return GroupMeetingFactory(group=group, number=1, capacity=1)


def come(meeting, name, asha, member):
    return register(Registration(meeting=meeting, name=name, organisation=member), by=asha)


def placed():
    return Registration.objects.with_place().count()


def test_of_many_who_take_the_last_place_one_has_it(storm, meeting, member):
    names = [f"Person {letter}" for letter in "ABCDEF"]
    assert storm("registered", meeting.pk, member.pk, *names) == [""] * 6
    assert (placed(), Registration.objects.waiting().count()) == (1, 5)


def test_who_comes_while_another_takes_the_last_place_waits(storm, meeting, member):
    said = storm("registered_in_a_registration", meeting.pk, member.pk, "Una Usk", "Ula Ure")
    assert said == ["", ""]
    assert Registration.objects.with_place().get().name == "Una Usk"


def test_the_same_person_at_once_is_registered_once(storm, meeting, member):
    said = storm("registered", meeting.pk, member.pk, *["Una Usk"] * 4)
    assert said.count("") == 1
    assert Registration.objects.count() == 1


def test_who_registers_while_a_place_is_freed_does_not_pass_who_waits(storm, meeting, asha, member):
    first = come(meeting, "Una Usk", asha, member)
    come(meeting, "Ula Ure", asha, member)
    said = storm("registered_in_a_withdrawal", meeting.pk, member.pk, first.pk, "Uma Ulm")
    assert said == ["", ""]
    assert Registration.objects.with_place().get().name == "Ula Ure"
    assert Registration.objects.waiting().get().name == "Uma Ulm"


def test_withdrawn_twice_at_once_one_moves_up(storm, meeting, asha, member):
    first = come(meeting, "Una Usk", asha, member)
    for name in ("Ula Ure", "Uma Ulm"):
        come(meeting, name, asha, member)
    said = storm("withdrawn", first.pk, first.pk)
    assert said.count("") == 1
    assert Registration.objects.with_place().get().name == "Ula Ure"
