"""Reads across who comes to a meeting."""

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core import names
from assembly.core.templatetags.assembly import moment
from assembly.membership.models import Delegate, Organisation
from assembly.membership.panels import Panel, PanelLine
from assembly.partners.models import Appointment
from forums.models import Group, GroupMeeting, Registration

SHOWN_ON_MY_PAGE = 10


def people_of(registration: Registration) -> list[User]:
    """Who is told what becomes of it: the person, and who registered them."""
    found = {registration.user, registration.registered_by} - {None}
    return [user for user in found if user is not None]


def told_of(meeting: GroupMeeting) -> QuerySet[User]:
    """Everybody to whom what becomes of the meeting is said, each once."""
    standing = meeting.registrations.standing()
    return User.objects.filter(
        Q(pk__in=standing.values("user")) | Q(pk__in=standing.values("registered_by"))
    )


def of_person(meeting: GroupMeeting, user: User | AnonymousUser) -> list[Registration]:
    """The registrations that a person may withdraw: their own, and those of the organisations they act for."""
    if not user.is_authenticated:
        return []
    mine = Q(user=user) | Q(organisation__in=Organisation.objects.acted_for_by(user).values("pk"))
    return list(meeting.registrations.standing().filter(mine).select_related("organisation"))


def is_theirs(registration: Registration, user: User) -> bool:
    """Whether somebody is the person, or acts for the organisation they come for."""
    if registration.user_id == user.pk:
        return True
    acted_for = Organisation.objects.acted_for_by(user)
    return registration.organisation in acted_for


def sees_link(meeting: GroupMeeting, user: User | AnonymousUser) -> bool:
    """Those who have a place, and who registered somebody with one, while they act for the organisation it is for."""
    if not user.is_authenticated:
        return False
    acted_for = Q(organisation__in=Organisation.objects.acted_for_by(user).values("pk"))
    theirs = Q(user=user, organisation=None) | (Q(user=user) | Q(registered_by=user)) & acted_for
    return meeting.registrations.with_place().filter(theirs).exists()


def my_panel(user: User) -> Panel | None:
    """On “My Assembly”: the meetings to come for which the person is registered, or registered somebody."""
    now = timezone.now()
    known = (
        Registration.objects.standing()
        .filter(Q(user=user) | Q(registered_by=user))
        .filter(meeting__ends_at__gt=now, meeting__cancelled_at=None)
        .select_related("meeting__group")
        .order_by("meeting__starts_at", "pk")
    )
    lines = tuple(
        PanelLine(
            f"{one.meeting.title} of the {one.meeting.group}",
            one.meeting.get_absolute_url(),
            f"{moment(one.meeting.starts_at)}. {one.name} "
            f"{'has a place' if one.has_place else 'is on the waiting list'}",
        )
        for one in known[:SHOWN_ON_MY_PAGE]
    )
    return Panel(heading="Meetings you registered for", lines=lines) if lines else None


def seat_of(group: Group, user: User, day: dt.date) -> Appointment | None:
    """The seat in which this person sits on the group that day, where it is a body of seats."""
    if not group.is_of_seats:
        return None
    found = Appointment.objects.on(day).taken().filter(user=user)
    return found.filter(seat__partnership=group.partnership_id).first()


def organisations_for(group: Group, user: User) -> list[Organisation]:
    """Those for which this person may register people: members of the group for which they act."""
    if group.is_of_seats:
        return []
    inside = Organisation.objects.members().filter(
        group_memberships__group=group, group_memberships__left_on=None
    )
    return list(inside.filter(pk__in=Organisation.objects.acted_for_by(user).values("pk")))


def may_send_people(meeting: GroupMeeting, user: User) -> bool:
    """Whether the person has a seat there, or acts for a member of the group."""
    if meeting.group.is_of_seats:
        return seat_of(meeting.group, user, meeting.day) is not None
    return bool(organisations_for(meeting.group, user))


def delegates_of(organisation: Organisation) -> QuerySet[Delegate]:
    return Delegate.objects.of(organisation).select_related("user").order_by("user__name", "pk")


def come_from(registration: Registration) -> int:
    """How many people the organisation has registered already, those who wait included."""
    if registration.organisation is None:
        return 0
    standing = registration.meeting.registrations.standing()
    return standing.filter(organisation=registration.organisation).count()


def is_registered(registration: Registration) -> bool:
    """The same account, or the same name for the same organisation or body, however it is typed."""
    standing = registration.meeting.registrations.standing()
    if registration.user and standing.filter(user=registration.user).exists():
        return True
    known = standing.filter(organisation=registration.organisation)
    return any(
        names.same(name, registration.name) and names.same(comes_from, registration.comes_from)
        for name, comes_from in known.values_list("name", "comes_from")
    )
