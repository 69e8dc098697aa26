"""Who may still read what was told about an organisation."""

from django.db.models import Exists, Q

from assembly.accounts.models import User
from assembly.notifications.readers import about

from .models import Delegate, Organisation


def who_act_for_it(user: User) -> Q:
    """Those who act today for the organisation that the line is about, whatever its standing."""
    return about(Delegate.objects.current().filter(user=user).values("organisation"))


def who_act_for_one(user: User) -> Q:
    """Those who act for any organisation today, for lines that are about something else."""
    return Q(Exists(Delegate.objects.current().filter(user=user)))


def who_act_for_a_member(user: User) -> Q:
    """Those who act today for an organisation that is a member: not suspended, lapsed or gone."""
    members = Organisation.objects.members()
    return Q(Exists(Delegate.objects.current().filter(user=user, organisation__in=members)))
