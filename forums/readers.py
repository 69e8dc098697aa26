"""Who may still read what was told about a group."""

from django.db.models import Q
from django.utils import timezone

from assembly.accounts.models import User
from assembly.notifications.readers import about

from .models import Group
from .participants.selectors import parts_of


def who_convene_it(user: User) -> Q:
    """Its convenor of today. That the time ended stays readable; what a convenor was told does not."""
    mine = Group.objects.filter(convenor=user)
    today = timezone.localdate()
    return about([group.pk for group in mine if group.convenor_on(today) == user])


def who_take_part(user: User) -> Q:
    """Those who take part in the group today for one of their organisations."""
    return about(parts_of(user).values("membership__group"))
