"""Reads across the people who take part in groups."""

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.membership.models import Delegate, Organisation
from assembly.partners.models import Appointment
from forums.models import Group, GroupMembership, Participant, ParticipantQuerySet


def own_page(group: Group, organisation: Organisation) -> str:
    """The page on which an organisation finds its own part in a group."""
    return reverse("forums:own_part", args=[organisation.slug, group.slug])


def taking_part(membership: GroupMembership) -> ParticipantQuerySet:
    return (
        Participant.objects.current()
        .filter(membership=membership)
        .select_related("delegate__user", "delegate__organisation")
        .order_by("delegate__user__name", "pk")
    )


def participants(group: Group) -> ParticipantQuerySet:
    """Everybody who takes part for a member today, by organisation. Not those whose membership is suspended."""
    members = Organisation.objects.members()
    return (
        Participant.objects.current()
        .filter(membership__group=group, membership__organisation__in=members)
        .select_related("delegate__user", "membership__organisation")
        .order_by("membership__organisation__name", "membership", "delegate__user__name", "pk")
    )


def told_of(group: Group, what: Participant.Told) -> QuerySet[User]:
    """The people of its members who hear of meetings, or of everything; of a body of seats those who sit there.

    Of an organisation for which nobody takes part it is the leads: they joined, or came after those who did.
    """
    if group.is_of_seats:
        held = Appointment.objects.on(timezone.localdate()).taken()
        seats = held.filter(seat__partnership=group.partnership_id)
        return User.objects.filter(is_active=True, pk__in=seats.values("user"))
    named = participants(group)
    unnamed = (
        group.memberships.current()
        .filter(organisation__in=Organisation.objects.members())
        .exclude(pk__in=named.order_by().values("membership"))
    )
    leads = Delegate.objects.current().filter(
        role=Delegate.Role.LEAD, organisation__in=unnamed.values("organisation")
    )
    hear = Q(pk__in=named.told_of(what).order_by().values("delegate__user"))
    return User.objects.filter(hear | Q(pk__in=leads.values("user")), is_active=True)


def groups_of(user: User) -> QuerySet[Group]:
    """Those of the organisations for which a person acts, and those in whose seats they sit."""
    acting = Delegate.objects.current().filter(user=user)
    inside = GroupMembership.objects.current().filter(
        organisation__in=acting.values("organisation")
    )
    held = Appointment.objects.on(timezone.localdate()).taken().filter(user=user)
    seats = Q(kind__in=Group.OF_SEATS, partnership__in=held.values("seat__partnership"))
    return Group.objects.filter(Q(pk__in=inside.values("group")) | seats)


def memberships_of(organisation: Organisation) -> QuerySet[GroupMembership]:
    """The groups it is in, each with who takes part; two queries."""
    current = Participant.objects.current().select_related("delegate__user")
    return (
        GroupMembership.objects.current()
        .filter(organisation=organisation)
        .select_related("group")
        .prefetch_related(Prefetch("participants", current.order_by("delegate__user__name", "pk")))
        .order_by("group__kind", "group__name")
    )


def parts_of(user: User) -> QuerySet[Participant]:
    """Where this person takes part."""
    return (
        Participant.objects.current()
        .filter(delegate__user=user)
        .select_related("membership__group", "membership__organisation")
        .order_by("membership__group__name", "pk")
    )
