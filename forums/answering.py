"""Who answers consultations for a group: its convenor, with the organisations that belong to it on that day."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.respondents import AnsweringGroup
from assembly.membership.models import Organisation, OrganisationQuerySet
from assembly.partners.models import Appointment

from .models import ConvenorTerm, Group


def groups_answered_for(user: User) -> Iterable[AnsweringGroup]:
    """The groups this person convenes. A deputy answers for one that has no convenor at present."""
    today = timezone.localdate()
    terms = ConvenorTerm.objects.on(today).filter(person=user).order_by()
    groups = Group.objects.filter(pk__in=terms.values("group")).select_related("district")
    for group in groups.prefetch_related("terms"):
        if not group.is_over(today) and _acts_as_convenor(user, group, today):
            yield AnsweringGroup(group, group.name, _members(group, today))


def _acts_as_convenor(user: User, group: Group, on: dt.date) -> bool:
    return (group.convenor_on(on) or group.deputy_on(on)) == user


def _members(group: Group, on: dt.date) -> OrganisationQuerySet:
    """Member organisations in the group; of a body of seats those that put forward who sits there."""
    members = Organisation.objects.members()
    if group.is_of_seats:
        held = Appointment.objects.on(on).taken().filter(seat__partnership=group.partnership_id)
        return members.filter(pk__in=held.values("organisation"))
    return members.filter(pk__in=group.memberships.current().order_by().values("organisation"))
