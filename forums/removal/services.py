"""The acts around a removal: proposed, decided on by a second person, appealed against, heard, lifted."""

import datetime as dt
from typing import cast

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import says_why
from assembly.membership.models import Organisation
from assembly.membership.selectors import board, current_delegates
from assembly.notifications.services import Message, tell_each_once
from forums.convening.selectors import conveners
from forums.groups.selectors import is_in
from forums.models import Group, GroupMembership, MemberRemoval, RemovalAppeal
from forums.succession.selectors import heir_of

from . import rules, selectors

Outcome = MemberRemoval.Outcome


@transaction.atomic
def propose_removal(
    group: Group, organisation: Organisation, reason: str, *, by: User, on: dt.date | None = None
) -> MemberRemoval:
    """Ask that an organisation leaves the group. It stays until a second person confirms; its people are told why."""
    on = on or timezone.localdate()
    organisation = _lock(organisation)
    inside = GroupMembership.objects.current().filter(group=group, organisation=organisation)
    membership = inside.select_related("group", "organisation").first()
    earlier = selectors.waiting_for(membership) if membership else None
    rules.may_propose(group, organisation, membership, earlier, reason).enforce()
    removal = MemberRemoval.objects.create(
        membership=cast(GroupMembership, membership),  # refused where there is none
        reason=reason,
        proposed_by=by,
        proposed_on=on,
    )
    _record("forums.removal_proposed", removal, by)
    tell_each_once(
        _to_its_people(removal, "forums/removal_proposed"),
        Message(
            people=selectors.support_unit().exclude(pk=by.pk),
            name="forums/removal_waiting",
            about=removal,
            context={"removal": removal, "group": group, "organisation": organisation},
            url=reverse("forums_removals:removal", args=[removal.pk]),
        ),
    )
    return removal


@transaction.atomic
def confirm_removal(
    removal: MemberRemoval, *, by: User, at: dt.datetime | None = None
) -> MemberRemoval:
    """The second person: the organisation is out of the group at once, and is told how to appeal."""
    at = at or timezone.now()
    removal = _lock_for_deciding(removal, by, at)
    _decide(removal, Outcome.CONFIRMED, by, at)
    membership = removal.membership
    membership.left_on = timezone.localdate(at)
    membership.save(update_fields=["left_on"])
    _record("forums.removed", removal, by)
    tell_each_once(
        _to_its_people(removal, "forums/removed", until=selectors.last_day_to_appeal(removal)),
        _to_conveners(removal, "is confirmed: it is no longer in the group", by),
    )
    return removal


@transaction.atomic
def drop_removal(
    removal: MemberRemoval, reason: str, *, by: User, at: dt.datetime | None = None
) -> MemberRemoval:
    """The second person does not confirm it: nothing changes, and everybody concerned is told why."""
    at = at or timezone.now()
    removal = _lock_for_deciding(removal, by, at)
    says_why(
        reason, "Say why you are not confirming the removal. Both sides will read what you write."
    ).enforce()
    removal.outcome_reason = reason
    _decide(removal, Outcome.DROPPED, by, at)
    _record("forums.removal_dropped", removal, by)
    _tell_both(removal, "is not confirmed: it stays in the group", reason, by)
    return removal


@transaction.atomic
def appeal_removal(
    removal: MemberRemoval, words: str, *, by: User, on: dt.date | None = None
) -> RemovalAppeal:
    """Ask the Assembly Board to look at it again. While the appeal is open no roll is without the organisation."""
    on = on or timezone.localdate()
    removal = _locked(removal)
    made = selectors.appeal_against(removal)
    last_day = selectors.last_day_to_appeal(removal) if removal.decided_at else on
    rules.may_appeal(removal, made, last_day, on).enforce()
    says_why(words, "Say why the removal is wrong.").enforce()
    appeal = RemovalAppeal.objects.create(removal=removal, words=words, made_by=by, made_on=on)
    _record("forums.removal_appealed", removal, by, acting_for=removal.membership.organisation)
    tell_each_once(
        Message(
            people=board(),
            name="forums/removal_appealed",
            about=removal,
            context=_facts(removal),
            url=reverse("forums_removals:appeal", args=[appeal.pk]),
        )
    )
    return appeal


@transaction.atomic
def decide_appeal(
    appeal: RemovalAppeal,
    outcome: RemovalAppeal.Outcome,
    reason: str,
    *,
    by: User,
    on: dt.date | None = None,
) -> RemovalAppeal:
    """A member of the Board decides; an organisation that is restored has its place, and its people, again at once."""
    on = on or timezone.localdate()
    removal = _locked(appeal.removal)
    appeal = RemovalAppeal.objects.select_for_update().get(pk=appeal.pk)
    appeal.removal = removal
    rules.may_hear(appeal, by, selectors.involved_in(removal, on, hearing=True)).enforce()
    says_why(
        reason, "Say why the Board decided this. Both sides will read what you write."
    ).enforce()
    appeal.outcome, appeal.reason, appeal.decided_by, appeal.decided_on = outcome, reason, by, on
    appeal.save(update_fields=["outcome", "reason", "decided_by", "decided_on"])
    _record("forums.removal_appeal_decided", removal, by, outcome=outcome.value)
    said = "is upheld: it stays out of the group"
    if outcome == RemovalAppeal.Outcome.RESTORED:
        said = _restore(removal, on)
    _tell_both(removal, said, reason, by)
    return appeal


@transaction.atomic
def lift_removal(removal: MemberRemoval, *, by: User, on: dt.date | None = None) -> MemberRemoval:
    """The organisation may join the group again."""
    on = on or timezone.localdate()
    removal = _locked(removal)
    involved = selectors.involved_in(removal, on)
    rules.may_lift(removal, selectors.appeal_against(removal), by, involved).enforce()
    removal.lifted_on = on
    removal.save(update_fields=["lifted_on"])
    _record("forums.removal_lifted", removal, by)
    _tell_both(removal, "is lifted: it may join the group again", "", by)
    return removal


def _restore(removal: MemberRemoval, on: dt.date) -> str:
    """Give the place back, unless the organisation could not hold it now; returns what is said of it."""
    removal.lifted_on = on
    removal.save(update_fields=["lifted_on"])
    membership = removal.membership
    organisation = membership.organisation
    heir = heir_of(membership.group, on)
    if not organisation.is_member or is_in(heir or membership.group, organisation):
        return "is lifted: it may be in the group again"
    if heir:
        GroupMembership.objects.create(group=heir, organisation=organisation, joined_on=on)
        return f"is reversed: it is in the {heir}, which carries the group on"
    membership.left_on = None
    membership.save(update_fields=["left_on"])
    return "is reversed: it is in the group again"


def _lock(organisation: Organisation) -> Organisation:
    """Joining, leaving and merging lock the organisation first too."""
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _locked(removal: MemberRemoval) -> MemberRemoval:
    _lock(removal.membership.organisation)
    found = MemberRemoval.objects.select_for_update(of=("self",))
    return found.select_related("membership__group", "membership__organisation").get(pk=removal.pk)


def _lock_for_deciding(removal: MemberRemoval, by: User, at: dt.datetime) -> MemberRemoval:
    removal = _locked(removal)
    involved = selectors.involved_in(removal, timezone.localdate(at))
    rules.may_decide(removal, by, involved).enforce()
    return removal


def _decide(removal: MemberRemoval, outcome: Outcome, by: User, at: dt.datetime) -> None:
    removal.outcome, removal.decided_by, removal.decided_at = outcome, by, at
    removal.save(update_fields=["outcome", "outcome_reason", "decided_by", "decided_at"])


def _record(
    name: str,
    removal: MemberRemoval,
    by: User,
    acting_for: Organisation | None = None,
    **data: str,
) -> None:
    """About the group, with the number of the removal: whose it was is for those whom it concerns."""
    record(
        name,
        removal.membership.group,
        by=by,
        acting_for=acting_for,
        data={"removal": removal.pk, **data},
    )


def _facts(removal: MemberRemoval, **more: object) -> dict[str, object]:
    membership = removal.membership
    return {
        "removal": removal,
        "group": membership.group,
        "organisation": membership.organisation,
        **more,
    }


def _to_its_people(removal: MemberRemoval, name: str, **more: object) -> Message:
    membership = removal.membership
    return Message(
        people=[one.user for one in current_delegates(membership.organisation)],
        name=name,
        about=removal,
        context=_facts(removal, **more),
        url=reverse("forums:removal", args=[membership.organisation.slug, membership.group.slug]),
    )


def _to_conveners(removal: MemberRemoval, said: str, by: User, reason: str = "") -> Message:
    """And to who proposed it, but not to the person who decides."""
    group = removal.membership.group
    people = [*conveners(group, timezone.localdate()), removal.proposed_by]
    return Message(
        people=[person for person in people if person and person.pk != by.pk],
        name="forums/removal_settled",
        about=removal,
        context=_facts(removal, said=said, reason=reason),
        url=group.get_absolute_url(),
    )


def _tell_both(removal: MemberRemoval, said: str, reason: str, by: User) -> None:
    tell_each_once(
        _to_its_people(removal, "forums/removal_ended", said=said, reason=reason),
        _to_conveners(removal, said, by, reason),
    )
