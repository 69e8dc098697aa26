"""Who may remove an organisation from a group, who confirms it, and who hears the appeal."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from assembly.accounts.models import User
from assembly.core.bank_holidays.calendar import WorkingDays
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Organisation
from forums.models import Group, GroupMembership, MemberRemoval, RemovalAppeal

APPEAL_WITHIN = 20  # working days


def may_propose(
    group: Group,
    organisation: Organisation,
    membership: GroupMembership | None,
    earlier: MemberRemoval | None,
    reason: str,
) -> Ruling:
    """By those who run the group; the view lets in nobody else."""
    if membership is None:
        return refused(f"{organisation} is not in the {group}.")
    if earlier:
        return refused(
            f"The removal of {organisation} was already proposed on {short_day(earlier.proposed_on)}. "
            "The Support Unit will decide."
        )
    return says_why(
        reason,
        f"Say why {organisation} should be removed from the {group}. Its people will read your reason.",
    )


@dataclass(frozen=True, slots=True)
class Involved:
    """Those who may not decide: who proposed or confirmed it, the group's conveners, the organisation's people."""

    deciders: Collection[int]
    conveners: Collection[int]
    delegates: Collection[int]


def may_judge(person: User, involved: Involved) -> Ruling:
    if person.pk in involved.deciders:
        return refused("You took part in this removal, so somebody else has to decide.")
    if person.pk in involved.conveners:
        return refused("You convene this group, so somebody else has to decide.")
    if person.pk in involved.delegates:
        return refused("You act for this organisation, so somebody else has to decide.")
    return ALLOWED


def may_decide(removal: MemberRemoval, by: User, involved: Involved) -> Ruling:
    """The second person; so a convenor alone removes nobody."""
    if removal.outcome:
        return refused("This removal has already been decided.")
    if removal.membership.left_on:
        return refused(
            f"{removal.membership.organisation} left the group on "
            f"{short_day(removal.membership.left_on)}, so there is nothing left to decide."
        )
    return may_judge(by, involved)


def last_day_to_appeal(removal: MemberRemoval, decided_on: dt.date, days: WorkingDays) -> dt.date:
    return days.after(decided_on, APPEAL_WITHIN)


def may_appeal(
    removal: MemberRemoval, appeal: RemovalAppeal | None, last_day: dt.date, on: dt.date
) -> Ruling:
    """Once, while the removal stands, within 20 working days of it; the last day counts."""
    organisation = removal.membership.organisation
    if appeal:
        return refused(f"{organisation} has already appealed, on {short_day(appeal.made_on)}.")
    if removal.outcome != MemberRemoval.Outcome.CONFIRMED or removal.lifted_on:
        return refused(
            f"{organisation} has not been removed from this group, so there is nothing to appeal against."
        )
    if on > last_day:
        return refused(f"The time to appeal ended on {short_day(last_day)}.")
    return ALLOWED


def may_hear(appeal: RemovalAppeal, by: User, involved: Involved) -> Ruling:
    if not appeal.is_open:
        return refused("This appeal has already been decided.")
    if appeal.removal.lifted_on:
        return refused("The removal has been lifted, so there is nothing left to decide.")
    return may_judge(by, involved)


def may_lift(
    removal: MemberRemoval, appeal: RemovalAppeal | None, by: User, involved: Involved
) -> Ruling:
    """By anybody of the Support Unit but the people whom it keeps out."""
    if removal.outcome != MemberRemoval.Outcome.CONFIRMED or removal.lifted_on:
        return refused("There is no removal in force to lift.")
    if appeal and appeal.is_open:
        return refused("There is an open appeal, so the Assembly Board will decide.")
    if by.pk in involved.delegates:
        return refused("You act for this organisation, so somebody else has to lift the removal.")
    return ALLOWED
