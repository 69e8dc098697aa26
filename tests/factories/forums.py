"""Groups of every kind, and organisations in them."""

import datetime as dt

from django.utils import timezone

import factory
from factory.django import DjangoModelFactory

from forums.models import (
    Action,
    AgendaItem,
    Attendance,
    Group,
    GroupMeeting,
    GroupMembership,
    Minutes,
    MinutesVersion,
    Note,
    Section,
)
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


class AttendanceFactory(DjangoModelFactory):
    """A member that came."""

    class Meta:
        model = Attendance

    meeting = factory.SubFactory(GroupMeetingFactory)
    organisation = factory.SubFactory(OrganisationFactory, member=True)
    how = Attendance.How.ATTENDED


class NoteFactory(DjangoModelFactory):
    class Meta:
        model = Note

    meeting = factory.SubFactory(GroupMeetingFactory)
    number = factory.Sequence(lambda n: n + 100)
    text = "No bus runs on Sundays."


class MinutesFactory(DjangoModelFactory):
    """Published yesterday, with one version of one section."""

    class Meta:
        model = Minutes
        skip_postgeneration_save = True

    meeting = factory.SubFactory(GroupMeetingFactory)
    attendance_at = factory.LazyAttribute(lambda minutes: minutes.meeting.starts_at)
    published_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=1))
    published_as = 1

    @factory.post_generation
    def words(self, create, extracted, **kwargs):
        version = MinutesVersion(minutes=self, number=1)
        version.sections = [Section(0, "The meeting as a whole", extracted or "Buses.")]
        version.save()


class ActionFactory(DjangoModelFactory):
    class Meta:
        model = Action

    meeting = factory.SubFactory(GroupMeetingFactory)
    text = "Write to the bus company"
    organisation = factory.SubFactory(OrganisationFactory, member=True)
    due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=30))
