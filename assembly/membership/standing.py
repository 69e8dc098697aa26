"""How an organisation and one of its people stand with the Assembly, and what happens next: for “My Assembly”."""

from dataclasses import dataclass

from assembly.accounts.models import User

from . import rules
from .models import Delegate, EligibilityFinding, Organisation
from .rules.profile import may_edit_profile

Status = Organisation.Status

COLOURS = {Status.MEMBER: "green", Status.APPLIED: "yellow", Status.REFUSED: "red"}

NEXT = {
    Status.APPLIED: (
        "The Support Unit checks the declarations of the application. When all are met, the organisation is a member "
        "from that day, and you are told by e-mail. Until then it cannot vote or join groups."
    ),
    Status.REFUSED: "The application was refused, because this part of the test was found not to be met:",
    Status.SUSPENDED: (
        "Membership is suspended: the organisation cannot vote or join groups. Ask the Support Unit why."
    ),
    Status.LAPSED: (
        "Membership has lapsed: the organisation cannot vote or join groups. Ask the Support Unit to renew it."
    ),
    Status.LEFT: "The organisation has left the Assembly.",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """One of a person's organisations: what they are to it, who casts its vote, and what happens next."""

    organisation: Organisation
    rows: tuple[tuple[str, str], ...]
    failed: tuple[EligibilityFinding, ...]
    may_edit_profile: bool = False

    @property
    def next(self) -> str:
        return NEXT.get(Status(self.organisation.status), "")

    @property
    def colour(self) -> str:
        return COLOURS.get(Status(self.organisation.status), "grey")

    @property
    def is_public(self) -> bool:
        return self.organisation.status in Organisation.PUBLIC


def of_person(user: User) -> list[Standing]:
    """All organisations this person acts for, in the order of their names; three queries however many."""
    organisations = Organisation.objects.acted_for_by(user).prefetch_related(
        "delegates__user", "findings"
    )
    return [_standing(user, organisation) for organisation in organisations]


def _standing(user: User, organisation: Organisation) -> Standing:
    delegates = [one for one in organisation.delegates.all() if one.ended_on is None]
    return Standing(
        organisation=organisation,
        rows=tuple(_rows(user, organisation, delegates)),
        failed=tuple(rules.failed_limbs(organisation.findings.all()))
        if organisation.status == Status.REFUSED
        else (),
        may_edit_profile=bool(may_edit_profile(user, organisation, delegates)),
    )


def _rows(
    user: User, organisation: Organisation, delegates: list[Delegate]
) -> list[tuple[str, str]]:
    own = next(one for one in delegates if one.user_id == user.pk)
    rows = [("You are", "its lead" if own.role == Delegate.Role.LEAD else "one of its delegates")]
    if organisation.is_member:
        names = ["you" if one == own else str(one.user) for one in rules.who_casts(delegates)]
        rows.append(("Its vote is cast by", " or ".join(names) or "nobody yet"))
        rows.append(("Member since", f"{organisation.admitted_on:%-d %B %Y}"))
    elif organisation.status == Status.APPLIED:
        rows.append(("Applied on", f"{organisation.applied_on:%-d %B %Y}"))
    return rows
