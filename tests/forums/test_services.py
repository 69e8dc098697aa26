"""Joining and leaving, as acts that are recorded."""

import datetime as dt

from django.db import IntegrityError, transaction

import pytest

from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from forums.groups import selectors, services
from tests.factories.forums import GroupFactory, GroupMembershipFactory
from tests.factories.membership import OrganisationFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2008, 9, 15)


@pytest.fixture
def group():
    return GroupFactory(name="Health Group")


def test_member_joins_for_its_organisation(group, member, asha):
    membership = services.join_group(group, member, by=asha, on=DAY)
    assert (membership.organisation, membership.joined_on) == (member, DAY)
    assert list(selectors.members(group)) == [member]
    event = Event.objects.get(name="forums.joined")
    assert (event.actor_id, event.acting_for, event.subject_id) == (asha.pk, member.pk, group.pk)


def test_refused_organisation_does_not_join(group, ben):
    lapsed = OrganisationFactory(lapsed=True)
    with pytest.raises(RuleBroken, match="Only members"):
        services.join_group(group, lapsed, by=ben)
    assert not Event.objects.exists()


def test_suspension_a_moment_ago_counts(group, member, asha):
    """The organisation is read again under the lock: the caller's copy may be old."""
    type(member).objects.filter(pk=member.pk).update(status="suspended")
    with pytest.raises(RuleBroken, match="Only members"):
        services.join_group(group, member, by=asha)


def test_organisation_leaves_and_may_come_back(group, member, asha):
    services.join_group(group, member, by=asha, on=DAY)
    left = services.leave_group(group, member, by=asha, on=DAY + dt.timedelta(days=9))
    assert left.left_on == dt.date(2008, 9, 24)
    assert not selectors.is_in(group, member)
    assert Event.objects.filter(name="forums.left", acting_for=member.pk).count() == 1
    services.join_group(group, member, by=asha)
    assert selectors.is_in(group, member)


def test_who_is_not_in_cannot_leave(group, member, asha):
    with pytest.raises(RuleBroken, match="is not in this group"):
        services.leave_group(group, member, by=asha)


def test_database_keeps_an_organisation_in_once(group, member):
    GroupMembershipFactory(group=group, organisation=member)
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupMembershipFactory(group=group, organisation=member)


@pytest.mark.parametrize("kind", ["district", "county"])
def test_database_refuses_a_forum_without_its_district_or_seats(kind):
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupFactory(kind=kind)


def test_organisation_that_lapsed_is_not_among_the_members(group):
    GroupMembershipFactory(group=group, organisation=OrganisationFactory(lapsed=True))
    assert not selectors.members(group).exists()
