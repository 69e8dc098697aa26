"""Who may still read what was told about a group."""

from django.db.models import Q

from assembly.accounts.models import User
from assembly.notifications.readers import about

from .convening.selectors import convened_by
from .models import GroupMembership
from .participants.selectors import parts_of


def who_convene_it(user: User) -> Q:
    """Its convenor and deputy of today. That the time ended stays readable; what they were told does not."""
    return about(convened_by(user).values("pk"))


def who_take_part(user: User) -> Q:
    """Those who take part in the group today for one of their organisations."""
    return about(parts_of(user).values("membership__group"))


def whose_organisations_are_in_it(user: User) -> Q:
    """Those who act today for an organisation that is in the group."""
    inside = GroupMembership.objects.current().filter(
        organisation__delegates__user=user, organisation__delegates__ended_on=None
    )
    return about(inside.values("group"))
