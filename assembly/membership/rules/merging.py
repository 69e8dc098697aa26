"""Whether two records may be merged into one, and by whom."""

from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.membership.models import Claim, Delegate, Merge, Organisation

Status = Organisation.Status
# Which of two records is further on: that one is kept.
RANK = {Status.MEMBER: 3, Status.APPLIED: 2, Status.LAPSED: 1, Status.LISTED: 1}


# A record, those who act for it, and the open claims to act for it.
Record = tuple[Organisation, Iterable[Delegate], Iterable[Claim]]


def may_merge(by: User, *records: Record) -> Ruling:
    """The Support Unit and the Board may, but not with records in which they have a part."""
    if not by.has_perm("membership.merge_organisations"):
        return refused("Only the Support Unit and the Assembly Board can merge records.")
    for organisation, delegates, claims in records:
        if _acts(by, delegates):
            return refused(
                f"You act for {organisation.name}, so somebody else has to decide on this."
            )
        if _claims(by, claims):
            return refused(
                f"You have asked to act for {organisation.name}, so somebody else has to decide on this."
            )
    return ALLOWED


def may_have_proposed(proposer: User | None, *records: Record) -> Ruling:
    """The proposer may have come to act for one of the two since: a merge could bring them the other."""
    for organisation, delegates, claims in records:
        if proposer and (_acts(proposer, delegates) or _claims(proposer, claims)):
            return refused(
                f"{proposer}, who proposed this, acts for {organisation.name} or has asked to. "
                "Withdraw the proposal. Somebody else can make it again."
            )
    return ALLOWED


def _acts(user: User, delegates: Iterable[Delegate]) -> bool:
    return any(one.user_id == user.pk and not one.ended_on for one in delegates)


def _claims(user: User, claims: Iterable[Claim]) -> bool:
    return any(one.user_id == user.pk and one.is_open for one in claims)


def may_be_confirmed(merge: Merge, by: User) -> Ruling:
    """A second person confirms what the first has proposed."""
    if not (ruling := is_open_merge(merge)):
        return ruling
    if merge.proposed_by_id == by.pk:
        return refused("You proposed this, so somebody else has to confirm it.")
    return ALLOWED


def is_as_shown(shown: str, now: str) -> Ruling:
    """A confirmation counts for the preview that the person saw (`merging.digest`), and for no later one."""
    if shown != now:
        return refused(
            "One of the two records has changed since you opened this page. Check again what will move, then confirm."
        )
    return ALLOWED


def may_be_merged(kept: Organisation, gone: Organisation, *, under_control: bool) -> Ruling:
    """What their standing allows. `under_control`: one of them votes through another organisation, or for one."""
    if kept.pk == gone.pk:
        return refused("Choose two different records.")
    for one in (kept, gone):
        if one.merged_into_id:
            return refused(
                f"{one.name} has already been merged into another record. Choose that one."
            )
        if one.status == Status.SUSPENDED:
            return refused(
                f"{one.name} is suspended. Lift the suspension first, or wait for the Board to decide."
            )
    if RANK.get(Status(gone.status), 0) > RANK.get(Status(kept.status), 0):
        return refused(
            f"{gone.name} is {gone.get_status_display().lower()} and {kept.name} is "
            f"{kept.get_status_display().lower()}. Keep {gone.name} ({gone.slug}) and merge the other into it."
        )
    if under_control:
        return refused(
            "One of the two votes through another organisation, or casts the vote of one. End that first, "
            "on its page under Standing. Then set it again for the record you keep."
        )
    return ALLOWED


def is_proposed_once(other: Merge | None) -> Ruling:
    """A record goes into one other; a proposal that waits has to be settled first."""
    if other is None:
        return ALLOWED
    return refused(
        f"Somebody has already proposed merging {other.gone} into {other.kept} ({other.kept.slug}). "
        "Withdraw that proposal first."
    )


def is_open_merge(merge: Merge) -> Ruling:
    if merge.outcome:
        return refused(
            f"This proposal has already been settled: {merge.get_outcome_display().lower()}."
        )
    return ALLOWED


def is_not_merged(organisation: Organisation) -> Ruling:
    """The record that was merged is an address and a history: no further acts are possible on it."""
    if organisation.merged_into_id:
        return refused(
            f"This record of {organisation.name} was merged into {organisation.merged_into}. Use that one instead."
        )
    return ALLOWED
