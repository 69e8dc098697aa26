"""Acts on the roll: freezing it at notice of poll, and telling organisations that they have voted."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from assembly.membership.services import joining
from assembly.notifications.services import notify
from assembly.partners.succession.services import carry_over
from elections import box_selectors, participants, rules, selectors
from elections.frozen_roll import fingerprint
from elections.models import Election, RollEntry

from .receipts import make_receipt_key


@transaction.atomic
def freeze_roll(election: Election, *, by: User, at: dt.datetime | None = None) -> Election:
    """Give notice of poll: fix who stands, who may vote, and with which keys ballots are sealed and receipts signed."""
    carry_over(on=timezone.localdate(at))  # a job that is late takes nobody off the roll
    joining.hold_register()  # a merge in flight is waited for: what it closes is on no roll
    election = Election.objects.select_for_update().get(pk=election.pk)
    now = at or timezone.now()
    # Locked, so that a ruling or a withdrawal in flight is waited for.
    contests = list(election.contests.select_for_update().order_by("pk"))
    ready = [selectors.readiness(contest) for contest in contests]
    rules.preparing.may_run(election, by).enforce()
    rules.roll.may_freeze_roll(election, box_selectors.key_is_held(election), ready, now).enforce()

    for contest, readiness in zip(contests, ready, strict=True):
        contest.outcome = readiness.outcome
        contest.save(update_fields=["outcome"])
    electors = {
        contest: list(selectors.electorate_of(contest).order_by("pk").values_list("pk", "slug"))
        for contest in contests
        if contest.has_poll
    }
    for contest, entitled in electors.items():
        RollEntry.objects.bulk_create(
            (RollEntry(contest=contest, organisation_id=pk) for pk, _ in entitled), batch_size=2_000
        )
        contest.roll_fingerprint = fingerprint(slug for _, slug in entitled)
        contest.save(update_fields=["roll_fingerprint"])
    if electors:
        make_receipt_key(election)
    election.roll_frozen_at = now
    election.has_poll = bool(electors)
    election.save(update_fields=["roll_frozen_at", "has_poll"])
    for contest in contests:
        if not contest.has_poll:
            record("elections.no_poll", contest, by=by, data={"outcome": contest.outcome})
    for contest, entitled in electors.items():
        record(
            "elections.roll_frozen",
            contest,
            by=by,
            data={
                "organisations": len(entitled),
                "fingerprint": contest.roll_fingerprint,
                "receipt_key": election.receipt_public_key,
            },
        )
    return election


def remove_from_roll(
    entry: RollEntry, because: str, *, by: User, at: dt.datetime | None = None
) -> RollEntry:
    """Correct the roll: an organisation suspended or merged since the freeze loses its vote, and is told so.

    A refusal because it has voted tells that it has, so it is recorded: nobody asks for the marks in this way.
    """
    try:
        return _remove(entry, because, by=by, at=at)
    except RuleBroken as refusal:
        if str(refusal) == rules.roll.cannot_remove_a_vote(entry).reason:
            record("elections.mark_told", entry, by=by)
        raise


@transaction.atomic
def _remove(entry: RollEntry, because: str, *, by: User, at: dt.datetime | None) -> RollEntry:
    entry = RollEntry.objects.select_for_update().get(pk=entry.pk)
    now = at or timezone.now()
    rules.preparing.may_run(entry.contest.election, by).enforce()
    rules.roll.may_remove(entry, because, now).enforce()
    entry.struck_on = timezone.localdate(now)
    entry.struck_because = because.strip()
    entry.save(update_fields=["struck_on", "struck_because"])
    record("elections.struck_from_roll", entry, by=by, acting_for=None)
    notify(
        participants.delegates_of(entry.organisation),
        "elections/struck",
        about=entry.contest.election,
        context={"entry": entry, "election": entry.contest.election},
        url=entry.contest.election.get_absolute_url(),
    )
    return entry


def tell_those_that_voted(*, on: dt.date | None = None) -> int:
    """Tell every delegate of the organisations that voted before today. Return how many organisations.

    A day later, in the order of organisations: a notice sent at once would show when the vote was cast, and so
    which ciphertext of a backup is whose. Due and not yet marked: a missed day is made good, nobody is told twice.
    """
    on = on or timezone.localdate()
    told = 0
    for entry in RollEntry.objects.to_be_told(on).select_related(
        "organisation", "contest__election"
    ):
        with transaction.atomic():
            if not RollEntry.objects.filter(pk=entry.pk, told_on=None).update(told_on=on):
                continue
            notify(
                participants.delegates_of(entry.organisation),
                "elections/voted",
                about=entry.contest.election,
                context={
                    "organisation": entry.organisation,
                    "contest": entry.contest,
                    "election": entry.contest.election,
                    "voted_on": entry.voted_on,
                },
                url=entry.contest.election.get_absolute_url(),
            )
            told += 1
    return told
