"""Reads of actions: of a group, of the person who looks, and of those who are told of one."""

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from assembly.accounts.models import User
from assembly.membership.models import Organisation
from forums.convening.selectors import run_by
from forums.models import Action, Group

MOST_ON_GROUP_PAGE = 20


def with_owners(actions: QuerySet[Action]) -> QuerySet[Action]:
    return actions.select_related("organisation", "person", "meeting__group")


def open_of_group(group: Group) -> QuerySet[Action]:
    """What the group's page lists: published and not closed, the first due first."""
    found = Action.objects.public().open().filter(meeting__group=group)
    return with_owners(found)[:MOST_ON_GROUP_PAGE]


def owned_by(user: User) -> QuerySet[Action]:
    """Published ones that are this person's, or of an organisation for which they act."""
    own = Organisation.objects.acted_for_by(user).values("pk")
    found = Action.objects.public().filter(Q(person=user) | Q(organisation__in=own))
    return with_owners(found)


def closable_by(user: User | AnonymousUser) -> QuerySet[Action]:
    """Those of which this person may say what became: as owner, or because they run the group."""
    if not user.is_authenticated:
        return Action.objects.none()
    own = Organisation.objects.acted_for_by(user).values("pk")
    owned = Q(person=user) | Q(organisation__in=own)
    found = Action.objects.public().filter(owned | Q(meeting__group__in=run_by(user)))
    return with_owners(found)


def owners(action: Action) -> QuerySet[User]:
    """Who is told: the person, or the delegates of the organisation."""
    if action.organisation_id:
        return User.objects.filter(
            delegations__organisation=action.organisation_id, delegations__ended_on=None
        ).distinct()
    return User.objects.filter(actions=action)


def to_be_reminded(on: dt.date, until: dt.date) -> QuerySet[Action]:
    """Due on this day or later, and before `until`, and not told of yet."""
    found = Action.objects.public().open()
    return found.filter(reminded_on=None, chased_on=None, due_on__gte=on, due_on__lte=until)


def to_be_chased(on: dt.date) -> QuerySet[Action]:
    return Action.objects.public().overdue(on).filter(chased_on=None)
