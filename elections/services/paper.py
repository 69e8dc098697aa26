"""Paper ballots: mixed inner envelopes, read by two people and sealed at once."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from elections import binding, box, box_selectors, rules, sealing
from elections.models import (
    Contest,
    Election,
    PaperBatch,
    PublishedReceipts,
    RollEntry,
    SealedBallot,
)

from .assistance import Proved, noting_what_is_told, second_person, two_scrutineers
from .voting import mark_envelope

Rankings = Sequence[Sequence[int]]


@sensitive_variables("second")
def take_envelope(
    entry: RollEntry,
    *,
    signed_by: User,
    second: Proved,
    by: User,
    at: dt.datetime | None = None,
) -> None:
    """Mark the roll for an outer envelope that two people hold. Only then are they told if it was marked before."""
    contest = entry.contest
    rules.preparing.may_run(contest.election, by).enforce()
    second_person(contest, second, by=by, at=at)
    with noting_what_is_told(entry, second, by=by):
        mark_envelope(contest, entry.organisation, signed_by=signed_by, by=by, at=at)


@sensitive_variables()
def enter_batch(
    contest: Contest,
    readings: tuple[Rankings, Rankings],
    *,
    second: Proved,
    by: User,
    at: dt.datetime | None = None,
) -> PaperBatch:
    """Put a batch of mixed ballots into the box, once the returning officer and a second person read the same."""
    rules.preparing.may_run(contest.election, by).enforce()
    ballots = _agreed(contest, readings)
    second_person(contest, second, by=by, at=at)
    with transaction.atomic(durable=True):
        election = _hold(contest)
        rules.staff.may_mix_in(election).enforce()
        _seal(contest, election, ballots)
        found = PaperBatch(contest=contest, ballots=len(ballots))
        return _keep(found, by, [by, second.user], at)


@sensitive_variables()
def enter_at_the_count(
    contest: Contest,
    readings: tuple[Rankings, Rankings],
    *,
    readers: tuple[Proved, Proved],
    by: User,
    at: dt.datetime | None = None,
) -> PaperBatch:
    """Put the ballots that were too few to be mixed into the box; their receipts are published as a second list."""
    rules.preparing.may_run(contest.election, by).enforce()
    ballots = _agreed(contest, readings)
    two_scrutineers(contest, readers, at=at)
    with transaction.atomic(durable=True):
        election = _hold(contest)
        rules.staff.may_add_at_the_count(election).enforce()
        published = PublishedReceipts.objects.get(contest=contest)
        published.at_count = "\n".join(_seal(contest, election, ballots))
        published.save(update_fields=["at_count"])
        found = PaperBatch(contest=contest, ballots=len(ballots))
        return _keep(found, by, [reader.user for reader in readers], at)


@sensitive_variables("second")
def record_empty_envelope(
    contest: Contest, because: str, *, second: Proved, by: User, at: dt.datetime | None = None
) -> PaperBatch:
    """Record that an envelope for which the roll was marked held no ballot, as two people saw. It is published."""
    rules.preparing.may_run(contest.election, by).enforce()
    because = " ".join(because.split())
    _may_be_empty(contest, contest.election, because)
    second_person(contest, second, by=by, at=at)
    with transaction.atomic(durable=True):
        _may_be_empty(contest, _hold(contest), because)
        found = PaperBatch(contest=contest, empty=1, because=because)
        return _keep(found, by, [by, second.user], at)


def _may_be_empty(contest: Contest, election: Election, because: str) -> None:
    awaited = box_selectors.paper_awaited(contest)
    rules.staff.may_record_empty(election, contest, because, awaited).enforce()


def _hold(contest: Contest) -> Election:
    """Take the lock alone: what waits on paper is counted, and no receipt is published meanwhile."""
    box.hold_alone(contest.election_id)
    return Election.objects.get(pk=contest.election_id)


@sensitive_variables()
def _agreed(contest: Contest, readings: tuple[Rankings, Rankings]) -> Rankings:
    """The ballots that both read alike. Whatever can be refused is refused before a code is used up."""
    first, second = readings
    _may_enter(contest, contest.election, len(first))
    rules.staff.readings_agree(first, second).enforce()
    candidates = list(contest.candidates.all())
    for number, ranking in enumerate(first, 1):
        ruling = rules.voting.ranking_can_be_cast(ranking, candidates)
        if not ruling:
            raise RuleBroken(f"Ballot {number}: {ruling.reason}")
    return first


def _may_enter(contest: Contest, election: Election, ballots: int) -> None:
    awaited = box_selectors.paper_awaited(contest)
    rules.staff.may_enter_paper(election, contest, ballots, awaited).enforce()


@sensitive_variables()
def _seal(contest: Contest, election: Election, ballots: Rankings) -> list[str]:
    """Put the ballots in the box in the order of their receipts, which says nothing. Return the receipts."""
    candidates = list(contest.candidates.all())
    _may_enter(contest, election, len(ballots))
    for ranking in ballots:
        rules.voting.ranking_can_be_cast(ranking, candidates).enforce()
    sealed = [
        sealing.seal(sealing.pack(ranking, len(candidates)), election.public_key)
        for ranking in ballots
    ]
    sealed.sort(key=sealing.receipt_of)
    SealedBallot.objects.bulk_create(
        SealedBallot(contest=contest, ciphertext=ciphertext) for ciphertext in sealed
    )
    return [sealing.receipt_of(ciphertext) for ciphertext in sealed]


def _receipts_as_published(found: PaperBatch) -> dict[str, str]:
    """The hash of the list of receipts, when what was entered at the count has been added to it."""
    published = PublishedReceipts.objects.filter(contest=found.contest).first()
    return {"sha256": binding.sha256(published.file)} if published and found.ballots else {}


def _keep(
    found: PaperBatch, by: User, readers: Sequence[User], at: dt.datetime | None
) -> PaperBatch:
    found.entered_on = timezone.localdate(at or timezone.now())
    found.save(force_insert=True)
    record(
        "elections.paper_entered" if found.ballots else "elections.envelope_empty",
        found.contest,
        by=by,
        data={
            "ballots": found.ballots,
            **_receipts_as_published(found),
            **{f"reader_{place}": reader.pk for place, reader in enumerate(readers, 1)},
        },
    )
    return found
