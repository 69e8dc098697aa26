"""Groups of every kind, and organisations in them."""

import datetime as dt

from django.utils import timezone

import factory
from factory.django import DjangoModelFactory

from forums.models import AgendaItem, Group, GroupMeeting, GroupMembership
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

    @classmethod
    def _create(cls, model_class, *args, **fields):
        """`convenor`, with `convenor_from` and `convenor_ends_on`, gives it a term; `deputy` another."""
        convenor, deputy = fields.pop("convenor", None), fields.pop("deputy", None)
        term = {
            "starts_on": fields.pop("convenor_from", None),
            "ends_on": fields.pop("convenor_ends_on", None),
        }
        group = super()._create(model_class, *args, **fields)
        if convenor:
            group.terms.create(person=convenor, **term)
        if deputy:
            group.terms.create(person=deputy, role="deputy", **term)
        return group


class GroupMembershipFactory(DjangoModelFactory):
    class Meta:
        model = GroupMembership

    group = factory.SubFactory(GroupFactory)
    organisation = factory.SubFactory(OrganisationFactory, member=True)
    joined_on = dt.date(2008, 4, 1)


class GroupMeetingFactory(DjangoModelFactory):
    """Announced, in a week, for two hours."""

    class Meta:
        model = GroupMeeting

    class Params:
        draft = factory.Trait(announced_at=None)

    group = factory.SubFactory(GroupFactory)
    number = factory.Sequence(lambda n: n + 1)
    starts_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda meeting: meeting.starts_at + dt.timedelta(hours=2))
    place = "Town Hall"
    announced_at = factory.LazyAttribute(lambda meeting: meeting.starts_at - dt.timedelta(days=21))


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(GroupMeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = "Buses on Sundays"
