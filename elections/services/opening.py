"""After the close: the receipts are published, the box is rewritten, and a share opens it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from elections import box, rules, sealing
from elections.counting import Ballots, write_blt
from elections.models import Contest, Election, OpenedRankings, PublishedReceipts

from .key import read_share


@transaction.atomic
def publish_receipts(
    election: Election, *, by: User, at: dt.datetime | None = None
) -> list[PublishedReceipts]:
    """Publish every receipt in the box, sorted, beside the number of marks on the roll.

    Whether the two agree is published with them and decided at the opening: a list kept back would help nobody.
    """
    box.hold_alone(election.pk)
    election = Election.objects.get(pk=election.pk)
    now = at or timezone.now()
    rules.may_run(election, by).enforce()
    rules.may_publish_receipts(election, now).enforce()
    lists = [
        PublishedReceipts.objects.create(
            contest=contest,
            receipts="\n".join(sorted(sealing.receipt_of(sealed) for sealed in _sealed(contest))),
            marks=contest.roll.marked().count(),
        )
        for contest in election.contests.polled()
    ]
    election.receipts_published_at = now
    election.save(update_fields=["receipts_published_at"])
    for published in lists:
        record(
            "elections.receipts_published",
            published.contest,
            by=by,
            data={"receipts": len(published.listed), "marks": published.marks},
        )
    return lists


@transaction.atomic
def record_lot(contest: Contest, seed: str, *, by: User, at: dt.datetime | None = None) -> Contest:
    """Record what the public event gave, from which every tie that needs a lot is settled."""
    box.hold_alone(contest.election_id)
    contest = Contest.objects.select_related("election").get(pk=contest.pk)
    rules.may_run(contest.election, by).enforce()
    seed = " ".join(seed.split())
    if seed and contest.lot_seed == seed:  # sent twice
        return contest
    rules.may_record_lot(contest, contest.election, seed, at or timezone.now()).enforce()
    contest.lot_seed = seed
    contest.full_clean()
    contest.save(update_fields=["lot_seed"])
    record("elections.lot_recorded", contest, by=by)
    return contest


def rewrite_box(election: Election, *, by: User, at: dt.datetime | None = None) -> Election:
    """Rewrite the box and wipe what the old one left on the disk; only then may it be opened.

    Two transactions, because a database file is wiped outside of any: a box that was rewritten and not wiped is
    not marked, and is rewritten again.
    """
    with transaction.atomic(durable=True):
        _enforce_opening(election, by, at)
        box.rewrite()
    try:
        box.wipe_traces()
    except box.BoxBusy as busy:
        raise RuleBroken(str(busy)) from None
    with transaction.atomic(durable=True):
        election = _enforce_opening(election, by, at)
        election.box_rewritten_at = at or timezone.now()
        election.save(update_fields=["box_rewritten_at"])
        record("elections.box_rewritten", election, by=by)
    return election


@sensitive_variables("typed", "share", "opener")
def open_box(
    election: Election, typed: str, *, by: User, at: dt.datetime | None = None
) -> Election:
    """Open every ballot with the share and store the rankings, sorted, with nothing of their ciphertexts."""
    with transaction.atomic(durable=True):
        election = _enforce_opening(election, by, at)
        rules.box_is_rewritten(election).enforce()
        share = read_share(election, typed)
        opener = sealing.Opener(share.secret)
        opened = [_open_contest(contest, opener) for contest in election.contests.polled()]
        election.opened_at = at or timezone.now()
        election.save(update_fields=["opened_at"])
        for rankings in opened:
            rankings.save(force_insert=True)
            record(
                "elections.box_opened",
                rankings.contest,
                by=by,
                data={"ballots": rankings.ballots, "share": share.number},
            )
    return election


def _enforce_opening(election: Election, by: User, at: dt.datetime | None) -> Election:
    """Take the lock alone, read the election again, then the clock, and ask whether the box may be opened."""
    box.hold_alone(election.pk)
    election = Election.objects.get(pk=election.pk)
    rules.may_run(election, by).enforce()
    rules.may_open(election, list(election.contests.polled()), at or timezone.now()).enforce()
    return election


@sensitive_variables()
def _open_contest(contest: Contest, opener: sealing.Opener) -> OpenedRankings:
    """Check the box against the published receipts and the roll, then open it."""
    sealed = _sealed(contest)
    rules.box_agrees(
        box=[sealing.receipt_of(ciphertext) for ciphertext in sealed],
        published=contest.published_receipts.listed,
        marks=contest.roll.marked().count(),
    ).enforce()
    names = [candidate.name for candidate in contest.candidates.all()]
    rankings, tampered = [], []
    for ciphertext in sealed:
        try:
            rankings.append(opener.open(ciphertext, len(names)))
        except sealing.TamperedBallot:
            tampered.append(sealing.receipt_of(ciphertext))
    rules.ballots_are_whole(tampered).enforce()
    ballots = Ballots.from_rankings(
        sorted(rankings), names, contest.seats.count(), f"{contest.election}: {contest}"
    )
    return OpenedRankings(contest=contest, ballots=len(rankings), blt=write_blt(ballots))


def _sealed(contest: Contest) -> list[bytes]:
    return [bytes(sealed) for sealed in contest.box.values_list("ciphertext", flat=True)]
