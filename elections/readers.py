"""Who may still read what was told about an election, beside what everybody may."""

from django.db.models import Q

from assembly.accounts.models import User
from assembly.membership.readers import who_act_for_one
from assembly.notifications.readers import NOTHING, about

from .models import Election, Scrutineer


def who_run_it(user: User) -> Q:
    """Its returning officer, for as long as they hold the office."""
    if not user.has_perm("elections.run_election"):
        return NOTHING
    return about(Election.objects.filter(returning_officer=user).values("pk"))


def who_watch_it(user: User) -> Q:
    """Its scrutineers."""
    return about(Scrutineer.objects.filter(user=user).values("election"))


def who_run_or_watch_it(user: User) -> Q:
    return who_run_it(user) | who_watch_it(user)


def who_act_or_run_it(user: User) -> Q:
    """Those who act for an organisation today, and its returning officer, who is told some of the same."""
    return who_act_for_one(user) | who_run_it(user)
