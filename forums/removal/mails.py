"""What is mailed of removals from groups, and who may still read it."""

from django.db.models import Q

from assembly.accounts.models import User
from assembly.core.roles import BOARD
from assembly.membership.models import Delegate
from assembly.notifications.kinds import Category, Kind
from assembly.notifications.readers import about, holders_of, who_may
from forums.convening.selectors import convened_by
from forums.models import MemberRemoval


def who_act_for_the_organisation(user: User) -> Q:
    acting = Delegate.objects.current().filter(user=user).values("organisation")
    return about(MemberRemoval.objects.filter(membership__organisation__in=acting).values("pk"))


def who_proposed_it_or_convene(user: User) -> Q:
    mine = Q(proposed_by=user) | Q(membership__group__in=convened_by(user))
    return about(MemberRemoval.objects.filter(mine).values("pk"))


# They say why, and until when there is an appeal: so they go at once, whatever somebody chose.
REMOVALS = (
    Kind(
        "forums/removal_proposed",
        "somebody proposes removing your organisation from a group",
        Category.GROUPS,
        always=True,
        read_by=who_act_for_the_organisation,
    ),
    Kind(
        "forums/removed",
        "your organisation is removed from a group",
        Category.GROUPS,
        always=True,
        read_by=who_act_for_the_organisation,
    ),
    Kind(
        "forums/removal_ended",
        "it is decided whether your organisation stays in a group",
        Category.GROUPS,
        always=True,
        read_by=who_act_for_the_organisation,
    ),
    Kind(
        "forums/removal_settled",
        "it is decided whether an organisation stays in a group you convene",
        Category.GROUPS,
        read_by=who_proposed_it_or_convene,
    ),
    Kind(
        "forums/removal_waiting",
        "a removal from a group waits for a second person",
        Category.OFFICE,
        read_by=who_may("forums.change_group"),
    ),
    Kind(
        "forums/removal_appealed",
        "an organisation appeals against its removal from a group",
        Category.OFFICE,
        read_by=holders_of(BOARD),
    ),
)
