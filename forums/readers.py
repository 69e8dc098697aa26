"""Who may still read what was told about a group."""

from django.db.models import Q
from django.utils import timezone

from assembly.accounts.models import User
from assembly.notifications.readers import about

from .actions.selectors import owned_by
from .models import Group


def who_convene_it(user: User) -> Q:
    """Its convenor of today. That the time ended stays readable; what a convenor was told does not."""
    mine = Group.objects.filter(convenor=user)
    today = timezone.localdate()
    return about([group.pk for group in mine if group.convenor_on(today) == user])


def who_own_it(user: User) -> Q:
    """Those whose action it is today: the person, and who acts for the organisation."""
    return about(owned_by(user).values("pk"))
