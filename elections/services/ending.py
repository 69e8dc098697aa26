"""How a box ends without a result, and what is minuted of the end of every box."""

import datetime as dt

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from assembly.notifications.services import notify
from elections import box, box_selectors, rules, sealing, selectors
from elections.models import Contest, Election, Scrutineer


def void_poll(
    election: Election, because: str, *, by: User, at: dt.datetime | None = None
) -> Election:
    """Declare the poll void: nobody can open its box any more. The sealed ballots are destroyed, everybody is told."""
    because = " ".join(because.split())
    with transaction.atomic(durable=True):
        box.hold_alone(election.pk)
        election = Election.objects.select_for_update().get(pk=election.pk)
        rules.may_run(election, by).enforce()
        rules.may_void(
            election, list(election.key_shares.all()), box_is_false=box_selectors.is_false(election)
        ).enforce()
        if not because:
            raise RuleBroken("Write down why: everybody who could vote is told.")
        election.voided_at = at or timezone.now()
        election.voided_because = because
        election.save(update_fields=["voided_at", "voided_because"])
        record("elections.voided", election, by=by)
        destroy_ballots(election, by=by)
        _tell_of_void(election)
    box.wipe_traces()
    return election


def destroy_ballots(election: Election, *, by: User) -> None:
    """Take every sealed ballot of the election out of the box. Inside a transaction that holds the box alone.

    `box.wipe_traces()` follows, outside of it.
    """
    contests = list(election.contests.all())
    election.ballots_destroyed = sum(contest.box.count() for contest in contests)
    election.save(update_fields=["ballots_destroyed"])
    box.rewrite(without=[contest.pk for contest in contests])
    record(
        "elections.ballots_destroyed", election, by=by, data={"ballots": election.ballots_destroyed}
    )


@transaction.atomic
def take_box(contest: Contest, *, by: User) -> list[bytes]:
    """Hand a scrutineer the sealed ballots of a contest, in the order of their receipts, and record that."""
    get_object_or_404(Scrutineer, election=contest.election_id, user=by)
    sealed = [bytes(one) for one in contest.box.values_list("ciphertext", flat=True)]
    record("elections.box_taken", contest, by=by, data={"ballots": len(sealed)})
    return sorted(sealed, key=sealing.receipt_of)


def _tell_of_void(election: Election) -> None:
    notify(
        [*selectors.everybody_on_the_roll(election), *selectors.people_watching(election)],
        "elections/voided",
        about=election,
        context={"election": election},
        url=election.get_absolute_url(),
    )
