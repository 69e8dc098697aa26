"""Which organisations are behind a group that answers a consultation."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.membership.models import District, Organisation
from forums.answering import groups_answered_for
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.membership import OrganisationFactory, UserFactory
from tests.factories.partners import AppointmentFactory, SeatFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def una():
    return UserFactory()


def test_members_that_are_in_it_today(una):
    group = GroupFactory(convenor=una)
    inside = GroupMembershipFactory(group=group).organisation
    suspended = GroupMembershipFactory(group=group).organisation
    Organisation.objects.filter(pk=suspended.pk).update(status="suspended")
    GroupMembershipFactory(group=group, left_on=timezone.localdate())
    GroupMembershipFactory()
    [answering] = groups_answered_for(una)
    assert (answering.name, answering.organisations) == (group.name, 1)
    assert list(answering.members) == [inside]


def test_of_a_body_of_seats_those_that_put_forward_who_sits_there(una):
    forum = GroupFactory(county_forum=True, convenor=una)
    organisation = OrganisationFactory(member=True)
    today = timezone.localdate()
    AppointmentFactory(
        seat=SeatFactory(partnership=forum.partnership),
        organisation=organisation,
        taken_on=today,
        starts_on=today,
        ends_on=today + dt.timedelta(days=365),
    )
    [answering] = groups_answered_for(una)
    assert list(answering.members) == [organisation]


def test_a_district_forum_that_is_over_answers_nothing(una):
    forum = GroupFactory(district_forum=True, convenor=una)
    assert [one.group for one in groups_answered_for(una)] == [forum]
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    District.objects.filter(pk=forum.district.pk).update(ends_on=yesterday)
    assert list(groups_answered_for(una)) == []
