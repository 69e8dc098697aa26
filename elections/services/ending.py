"""How a box ends without a result, and what is minuted of the end of every box."""

import datetime as dt

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.notifications.services import notify
from elections import box, box_selectors, frozen_roll, participants, rules, sealing
from elections.models import Contest, Election, Objection, Scrutineer, SealedBallot

from .receipts import destroy_receipt_key
from .seats import fill_seats
from .wiping import wipe_if_possible


def void_poll(
    election: Election, because: str, *, by: User, at: dt.datetime | None = None
) -> Election:
    """Declare the poll void: nobody can open its box any more. The sealed ballots are destroyed, everybody is told.

    Contests of the election that needed no poll are not touched by it: those elected unopposed take their seats now,
    because nothing else of this election will be declared.
    """
    because = " ".join(because.split())
    with transaction.atomic(durable=True):
        box.hold_alone(election.pk)
        election = Election.objects.select_for_update().get(pk=election.pk)
        rules.preparing.may_run(election, by).enforce()
        rules.key.may_void(
            election,
            list(election.key_shares.all()),
            is_false=box_selectors.is_false(election)
            or frozen_roll.is_false(election, at or timezone.now()),
        ).enforce()
        rules.key.void_has_reason(because).enforce()
        election.voided_at = at or timezone.now()
        election.voided_because = because
        election.save(update_fields=["voided_at", "voided_because"])
        record("elections.voided", election, by=by)
        unopposed = _seat_unopposed(election, by)
        destroy_ballots(election, by=by)
        _tell_of_void(election, unopposed)
    return wipe_if_possible(election)


def _seat_unopposed(election: Election, by: User) -> list[str]:
    """Give their seats to those elected unopposed, and return the titles of their contests; in a rehearsal none."""
    if election.is_rehearsal:
        return []
    contests = list(
        election.contests.select_for_update()  # so that an objection in flight is waited for
        .filter(outcome=Contest.Outcome.UNOPPOSED)
        .order_by("pk")
    )
    undecided = Objection.objects.undecided().filter(contest__in=contests)
    rules.objecting.no_objection_is_open(list(undecided.select_related("contest"))).enforce()
    for contest in contests:
        fill_seats(contest, by=by)
    return [contest.title for contest in contests]


def destroy_ballots(election: Election, *, by: User) -> None:
    """Delete every sealed ballot of the election, and destroy the key that signed its receipts.

    Inside a transaction that holds the box alone.

    `wiping.wipe_if_possible()` follows, outside of it: until then the election is one of those `with_traces()`.
    """
    ballots = SealedBallot.objects.filter(contest__in=election.contests.all())
    election.ballots_destroyed, _ = ballots.delete()
    election.save(update_fields=["ballots_destroyed"])
    destroy_receipt_key(election)
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


def _tell_of_void(election: Election, unopposed: list[str]) -> None:
    notify(
        [*participants.everybody_on_the_roll(election), *participants.people_watching(election)],
        "elections/voided",
        about=election,
        context={"election": election, "unopposed": unopposed},
        url=election.get_absolute_url(),
    )
