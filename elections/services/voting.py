"""The one act without an Event: an organisation's ballot goes into the box, and its line on the roll is marked.

On paper the two are parted: the outer envelope marks the roll (here), and the ballot comes later (paper.py).
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assembly.accounts.models import User
from assembly.core.rules import RuleBroken
from assembly.membership.models import Organisation
from elections import box, rules, sealing, selectors
from elections.models import Contest, Election, RollEntry, SealedBallot


@sensitive_variables()
def cast_ballot(
    contest: Contest,
    organisation: Organisation,
    *,
    ranking: Sequence[int],
    by: User,
    channel: RollEntry.Channel = RollEntry.Channel.ONLINE,
    at: dt.datetime | None = None,
) -> str:
    """Seal a ranking (candidate numbers, best first) and put it in the box. Return the receipt.

    Everything is read again under the lock of the box, the clock last: an opening waits for this transaction,
    and a vote that waited past the close is refused. Durable, so that a receipt is never given for a ballot
    that an outer transaction could still take back. `by` is the voter, also where staff type what they say.
    """
    with transaction.atomic(durable=True):
        box.hold_shared(contest.election_id)
        election = Election.objects.get(pk=contest.election_id)
        candidates = list(contest.candidates.all())
        voter = selectors.voter(contest, organisation, by)
        now = at or timezone.now()
        rules.voting.may_vote(election, voter, now).enforce()
        rules.voting.ranking_can_be_cast(ranking, candidates).enforce()

        ballot = sealing.pack(ranking, len(candidates))
        ciphertext = sealing.seal(ballot, election.public_key)
        _mark(contest, organisation, channel, timezone.localdate(now))
        SealedBallot.objects.create(contest=contest, ciphertext=ciphertext)
        return sealing.receipt_of(ciphertext)


def mark_envelope(
    contest: Contest,
    organisation: Organisation,
    *,
    signed_by: User,
    by: User,
    at: dt.datetime | None = None,
) -> None:
    """Mark the roll for an outer envelope, as casting does: while the poll is open, once, by who may cast.

    A transaction of its own, long before the ballot inside is entered: a mark and a ballot that were written together
    could be paired. Like casting it leaves no Event.
    """
    with transaction.atomic(durable=True):
        box.hold_shared(contest.election_id)
        election = Election.objects.get(pk=contest.election_id)
        rules.preparing.may_run(election, by).enforce()
        voter = selectors.voter(contest, organisation, signed_by)
        now = at or timezone.now()
        rules.voting.may_vote(election, voter, now).enforce()
        _mark(contest, organisation, RollEntry.Channel.PAPER, timezone.localdate(now))


def _mark(
    contest: Contest, organisation: Organisation, channel: RollEntry.Channel, day: dt.date
) -> None:
    """Mark the roll by one conditional update, which changes one row or refuses."""
    marked = RollEntry.objects.filter(
        contest=contest, organisation=organisation, voted_on=None, struck_on=None
    ).update(voted_on=day, channel=channel)
    if marked != 1:
        raise RuleBroken(rules.voting.has_voted(organisation).reason)
