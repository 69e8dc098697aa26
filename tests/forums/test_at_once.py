"""Real threads on PostgreSQL and on a file of SQLite: an organisation is in a group once, and is removed once."""

import pytest

from assembly.core.models import Event
from forums.models import GroupMembership, MemberRemoval, Participant
from forums.removal.services import propose_removal
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.forums.groups_storm")


def test_of_people_who_join_for_one_organisation_at_once_one_does(storm):
    GroupFactory()
    DelegateFactory.create_batch(6, organisation=OrganisationFactory(member=True))
    said = storm("join")
    assert said.count("") == 1
    assert all("is already in this group" in words for words in said if words)
    assert GroupMembership.objects.count() == Participant.objects.count() == 1


def test_a_removal_is_decided_once_whatever_is_done_at_the_same_moment(storm):
    convenor = UserFactory()
    place = GroupMembershipFactory(group=GroupFactory(convenor=convenor))
    propose_removal(place.group, place.organisation, "Noise.", by=convenor)
    DelegateFactory(organisation=place.organisation)
    UserFactory.create_batch(6, office="Support Unit")
    said = storm("decide")
    decided = Event.objects.filter(name__in=["forums.removed", "forums.removal_dropped"]).count()
    left = Event.objects.filter(name="forums.left").count()
    removal = MemberRemoval.objects.get()
    assert decided <= 1
    assert said.count("") == decided + left
    place.refresh_from_db()
    assert (place.left_on is not None) == (left == 1 or removal.outcome == "confirmed")
