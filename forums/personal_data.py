"""When a person closes their account: the groups they convene. In their data: those, and where they take part."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart

from .convening.selectors import convened_by
from .models import (
    ConvenorTerm,
    GroupLetter,
    MemberRemoval,
    Observer,
    Participant,
    RemovalAppeal,
)

OF_A_REMOVAL = ("membership__group", "membership__organisation")


def reasons_to_stay(user: User) -> Iterable[str]:
    """The only one who can act as convenor hands over first; the other of two can go."""
    today = timezone.localdate()
    for group in convened_by(user).prefetch_related("terms"):
        if group.convenor_on(today) == user:
            yield f"You convene {group}: ask the Support Unit to name another convenor first."


def data_about(user: User) -> Iterable[DataPart]:
    yield DataPart(
        "Groups you convene or convened",
        tuple(
            {
                "group": term.group.name,
                "as": term.get_role_display(),
                "from": term.starts_on,
                "until": term.last_day,
            }
            for term in ConvenorTerm.objects.filter(person=user).select_related("group", "person")
        ),
    )
    parts = Participant.objects.filter(delegate__user=user).select_related(
        "membership__group", "membership__organisation", "delegate"
    )
    yield DataPart(
        "Groups you take part in or took part in",
        tuple(
            {
                "group": one.membership.group.name,
                "for": one.membership.organisation.name,
                "you are told": one.get_told_display(),
                "since": one.since,
                "until": min(
                    filter(None, (one.membership.left_on, one.delegate.ended_on)), default=None
                ),
            }
            for one in parts
        ),
    )
    yield DataPart(
        "Removals from groups that you proposed",
        tuple(
            {"what": str(one), "on": one.proposed_on, "your reason": one.reason}
            for one in MemberRemoval.objects.filter(proposed_by=user).select_related(*OF_A_REMOVAL)
        ),
    )
    yield DataPart(
        "Removals from groups that you decided on",
        tuple(
            {
                "what": str(one),
                "decided": one.decided_at,
                "how": one.get_outcome_display(),
                "your reason": one.outcome_reason,
            }
            for one in MemberRemoval.objects.filter(decided_by=user).select_related(*OF_A_REMOVAL)
        ),
    )
    appeals = RemovalAppeal.objects.filter(Q(made_by=user) | Q(decided_by=user))
    yield DataPart(
        "Appeals against removals from groups that you made or decided",
        tuple(
            {
                "what": str(one),
                "made on": one.made_on,
                "your words": one.words if one.made_by_id == user.pk else one.reason,
            }
            for one in appeals.select_related(*(f"removal__{name}" for name in OF_A_REMOVAL))
        ),
    )
    yield DataPart(
        "What you wrote to the people of your groups",
        tuple(
            {"group": one.group.name, "sent": one.sent_at, "subject": one.subject, "text": one.text}
            for one in GroupLetter.objects.filter(sent_by=user).select_related("group")
        ),
    )
    yield DataPart(
        "Groups you observe or observed",
        tuple(
            {"group": one.group.name, "from": one.starts_on, "until": one.ended_on}
            for one in Observer.objects.filter(officer__user=user).select_related("group")
        ),
    )
