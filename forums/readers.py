"""Who may still read what was told about a group or its meeting."""

from django.db.models import Q

from assembly.accounts.models import User
from assembly.membership.models import Organisation
from assembly.notifications.readers import about

from .actions.selectors import owned_by
from .convening.selectors import convened_by, run_by
from .models import GroupMeeting, Registration
from .participants.selectors import groups_of, parts_of


def who_convene_it(user: User) -> Q:
    """Its convenor and deputy of today. That the time ended stays readable; what they were told does not."""
    return about(convened_by(user).values("pk"))


def who_take_part(user: User) -> Q:
    """Those who take part in the group today for one of their organisations."""
    return about(parts_of(user).values("membership__group"))


def who_own_it(user: User) -> Q:
    """Those whose action it is today: the person, and who acts for the organisation."""
    return about(owned_by(user).values("pk"))


def who_run_its_group(user: User) -> Q:
    """Those who may call the meetings of the group whose meeting it is."""
    return about(GroupMeeting.objects.filter(group__in=run_by(user)).values("pk"))


def who_come_to_it(user: User) -> Q:
    """Those registered for the meeting, who act for somebody's organisation, or entered somebody and still run it."""
    acted_for = Organisation.objects.acted_for_by(user).values("pk")
    known = Registration.objects.filter(Q(user=user) | Q(organisation__in=acted_for))
    return about(known.values("meeting")) | who_run_its_group(user)


def who_are_in_it(user: User) -> Q:
    """Those who act today for an organisation that is in the group, or sit in one of its seats."""
    return about(groups_of(user).values("pk"))
