"""Two records of one organisation are merged: one person proposes it, a second confirms it, and it cannot be undone."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import Ruling
from assembly.membership import merging, rules, selectors
from assembly.membership.models import Decision, Merge, Organisation, VotesThrough
from assembly.notifications.services import notify

from . import joining, standing


def may_be_merged(kept: Organisation, gone: Organisation, by: User) -> Ruling:
    """Every objection to it: who asks, the status of the two, and what other apps say."""
    both = [kept, gone]
    control = VotesThrough.objects.filter(organisation__in=both) | VotesThrough.objects.filter(
        holder__in=both
    )
    if not (ruling := rules.merging.may_merge(by, *_records(kept, gone))):
        return ruling
    if not (ruling := rules.merging.may_be_merged(kept, gone, under_control=control.exists())):
        return ruling
    return merging.allowed(kept, gone)


def may_be_confirmed(merge: Merge, by: User) -> Ruling:
    """Whether this is the second person, and the first still has no part in either record."""
    if not (ruling := rules.merging.may_be_confirmed(merge, by)):
        return ruling
    return rules.merging.may_have_proposed(merge.proposed_by, *_records(merge.kept, merge.gone))


@transaction.atomic
def propose_merge(
    kept: Organisation, gone: Organisation, reason: str, *, by: User, at: dt.datetime | None = None
) -> Merge:
    """Say that two records are one organisation, and which one is kept. Nothing moves yet."""
    kept, gone = _lock(kept, gone)
    may_be_merged(kept, gone, by).enforce()
    if found := Merge.objects.waiting().filter(kept=kept, gone=gone).first():
        return found  # the button was pressed twice
    merge = Merge(
        kept=kept, gone=gone, reason=reason, proposed_by=by, proposed_at=at or timezone.now()
    )
    rules.merging.is_proposed_once(Merge.objects.waiting().filter(gone=gone).first()).enforce()
    merge.save()
    record("membership.merge_proposed", kept, by=by, data={"merge": merge.pk, "gone": gone.pk})
    notify(
        selectors.mergers().exclude(pk=by.pk),
        "membership/merge_proposed",
        about=kept,
        context={"merge": merge, "kept": kept, "gone": gone},
        url=merge.get_absolute_url(),
    )
    return merge


@transaction.atomic
def withdraw_merge(merge: Merge, *, by: User, at: dt.datetime | None = None) -> Merge:
    """Take the proposal back, or turn it down: either of the two people may."""
    merge = _lock_merge(merge)
    rules.merging.may_merge(by).enforce()
    rules.merging.is_open_merge(merge).enforce()
    _settle(merge, Merge.Outcome.WITHDRAWN, by=by, at=at or timezone.now())
    record("membership.merge_withdrawn", merge.kept, by=by, data={"merge": merge.pk})
    return merge


@transaction.atomic
def confirm_merge(
    merge: Merge, *, shown: str, by: User, at: dt.datetime | None = None
) -> Organisation:
    """Move everything to the record that is kept; the other one stays as an address that leads there.

    `shown` is the digest of what the person saw (`merging.digest`).
    """
    # The lock under which names come in: nobody is told apart from a record that is about to go.
    joining.hold_register()
    merge = _lock_merge(merge)
    kept, gone = merge.kept, merge.gone
    may_be_confirmed(merge, by).enforce()
    may_be_merged(kept, gone, by).enforce()
    rules.merging.is_as_shown(shown, merging.digest(kept, gone)).enforce()
    at = at or timezone.now()
    leads = [*selectors.leads(kept), *selectors.leads(gone)]

    merging.move_all(kept, gone, by)
    _close(gone, merge, by=by, on=timezone.localdate(at))
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    _settle(merge, Merge.Outcome.MERGED, by=by, at=at)
    data = {"merge": merge.pk, "kept": kept.pk, "gone": gone.pk}
    record("membership.merged", kept, by=by, data=data)
    record("membership.merged_away", gone, by=by, data=data)
    notify(
        list(dict.fromkeys(leads)),
        "membership/merged",
        about=kept,
        context={"kept": kept, "gone": gone},
        url=reverse("membership:own", args=[kept.slug]),
    )
    return kept


def _records(*organisations: Organisation) -> list[rules.merging.Record]:
    return [(one, selectors.current_delegates(one), one.claims.open()) for one in organisations]


def _close(gone: Organisation, merge: Merge, *, by: User, on: dt.date) -> None:
    """It has left, by a decision of its own; other apps let go of what is left of it."""
    standing.decide(gone, Decision.Kind.MERGED, merge.reason, by=by, on=on)


def _settle(merge: Merge, outcome: Merge.Outcome, *, by: User, at: dt.datetime) -> None:
    merge.outcome, merge.decided_by, merge.decided_at = outcome, by, at
    merge.save(update_fields=["outcome", "decided_by", "decided_at"])


def _lock(kept: Organisation, gone: Organisation) -> tuple[Organisation, Organisation]:
    """Both in the order of their keys, so that two who merge them the other way round do not wait for each other."""
    locked = Organisation.objects.select_for_update().order_by("pk").in_bulk({kept.pk, gone.pk})
    return locked[kept.pk], locked[gone.pk]


def _lock_merge(merge: Merge) -> Merge:
    kept, gone = _lock(merge.kept, merge.gone)
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    merge.kept, merge.gone = kept, gone
    return merge
