"""Groups of every kind, and organisations in them."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from forums.models import Group, GroupMembership
from tests.factories.membership import DistrictFactory, OrganisationFactory
from tests.factories.partners import PartnershipFactory


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = Group

    class Params:
        district_forum = factory.Trait(
            kind=Group.Kind.DISTRICT, district=factory.SubFactory(DistrictFactory)
        )
        county_forum = factory.Trait(
            kind=Group.Kind.COUNTY,
            partnership=factory.SubFactory(PartnershipFactory, kind="forum"),
        )

    name = factory.Sequence(lambda n: f"Group {n}")
    slug = factory.Sequence(lambda n: f"group-{n}")
    kind = Group.Kind.STRATEGIC
    remit = "What the group is for."


class GroupMembershipFactory(DjangoModelFactory):
    class Meta:
        model = GroupMembership

    group = factory.SubFactory(GroupFactory)
    organisation = factory.SubFactory(OrganisationFactory, member=True)
    joined_on = dt.date(2008, 4, 1)
