"""After the close: the receipts are published, the box is rewritten, and shares open it."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.rules import RuleBroken
from elections import binding, box, box_selectors, frozen_roll, rules, sealing, shares
from elections.counting import CountingError
from elections.models import (
    Contest,
    Election,
    FindingReason,
    OpenedRankings,
    OpeningFinding,
    PublishedReceipts,
    Scrutineer,
)
from elections.unsealing import open_ballots

from .key import read_shares


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
    rules.preparing.may_run(election, by).enforce()
    rules.opening.may_publish_receipts(election, now).enforce()
    frozen_roll.all_are_as_frozen(election).enforce()
    lists = [
        PublishedReceipts.objects.create(
            contest=contest,
            receipts="\n".join(sorted(sealing.receipt_of(sealed) for sealed in _sealed(contest))),
            marks=contest.roll.marked().count(),
            awaited=box_selectors.paper_awaited(contest),
            empty=box_selectors.empty_envelopes(contest),
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
            data={
                "receipts": len(published.listed),
                "marks": published.marks,
                "sha256": binding.sha256(published.file),
            },
        )
    return lists


@transaction.atomic
def record_draw(
    contest: Contest, seed: str, *, by: User, at: dt.datetime | None = None, instead: str = ""
) -> Contest:
    """Record what the public event gave, from which every tie that needs a draw is settled. The first entry stands.

    `instead` says why the substitute event gave it: the first one was not held.
    """
    box.hold_alone(contest.election_id)
    contest = Contest.objects.select_related("election").get(pk=contest.pk)
    rules.preparing.may_run(contest.election, by).enforce()
    seed, instead = " ".join(seed.split()), " ".join(instead.split())
    if seed and contest.lot_seed == seed:  # sent twice
        return contest
    now = at or timezone.now()
    rules.draw.may_record_draw(contest, contest.election, seed, now, instead=instead).enforce()
    contest.lot_seed, contest.lot_substitute_because = seed, instead
    contest.full_clean()
    contest.save(update_fields=["lot_seed", "lot_substitute_because"])
    record(
        "elections.lot_recorded",
        contest,
        by=by,
        data={"sha256": binding.sha256(seed), "substitute": bool(instead)},
    )
    return contest


def rewrite_box(election: Election, *, by: User, at: dt.datetime | None = None) -> Election:
    """Rewrite the box and wipe what the old one left on the disk; only then may it be opened.

    Two transactions, because a database file is wiped outside of any: a box that was rewritten and not wiped is
    not marked, and is rewritten again. A file that somebody reads is not even begun.
    """
    try:
        box.make_way()
        _rewrite(election, by, at)
        box.wipe_file()
    except box.BoxBusy as busy:
        raise RuleBroken(
            f"The ballot box is still closed: we could not rewrite it without leaving traces. {busy}"
        ) from None
    with transaction.atomic(durable=True):
        election = _enforce_opening(election, by, at)
        election.box_rewritten_at = at or timezone.now()
        election.save(update_fields=["box_rewritten_at"])
        record("elections.box_rewritten", election, by=by)
    return election


def _rewrite(election: Election, by: User, at: dt.datetime | None) -> None:
    with transaction.atomic(durable=True):
        election = _enforce_opening(election, by, at)
        for contest in election.contests.all():
            rules.opening.paper_is_entered(contest, box_selectors.paper_awaited(contest)).enforce()
        box.rewrite()


@sensitive_variables("typed", "secret")
def open_box(
    election: Election, typed: Sequence[str], *, by: User, at: dt.datetime | None = None
) -> Election:
    """Open every ballot with the shares and store the rankings, sorted, with nothing of their ciphertexts.

    What is found amiss is written down in a transaction of its own, so that it stays when the opening is taken back.
    """
    found: list[tuple[Contest, rules.opening.BoxCheck]] = []
    try:
        with transaction.atomic(durable=True):
            return _open(election, typed, found, by=by, at=at)
    except RuleBroken:
        _write_down(found, by=by, at=at)
        raise


@sensitive_variables("typed", "read", "secret")
def _open(
    election: Election,
    typed: Sequence[str],
    found: list[tuple[Contest, rules.opening.BoxCheck]],
    *,
    by: User,
    at: dt.datetime | None,
) -> Election:
    election = _enforce_opening(election, by, at)
    rules.opening.box_is_rewritten(election).enforce()
    read = read_shares(election, typed)
    secret = shares.combine(read)
    rules.opening.opens_this_box(sealing.public_key_of(secret), election).enforce()
    opened = [_open_contest(contest, secret, found) for contest in election.contests.polled()]
    election.opened_at = at or timezone.now()
    election.save(update_fields=["opened_at"])
    for rankings in opened:
        rankings.save(force_insert=True)
        record(
            "elections.box_opened",
            rankings.contest,
            by=by,
            data={
                "ballots": rankings.ballots,
                "shares": "-".join(str(share.number) for share in read),
                "commitment": rankings.commitment,
            },
        )
    return election


@transaction.atomic
def give_reason(
    finding: OpeningFinding, because: str, *, by: User, at: dt.datetime | None = None
) -> FindingReason:
    """A scrutineer records why the opening may go on although this was found."""
    finding = OpeningFinding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    election = finding.contest.election
    scrutineer = get_object_or_404(Scrutineer, election=election, user=by)
    because = " ".join(because.split())
    rules.opening.may_give_reason(finding, scrutineer, because).enforce()
    reason = FindingReason.objects.create(
        finding=finding, scrutineer=scrutineer, text=because, recorded_at=at or timezone.now()
    )
    record("elections.finding_explained", finding, by=by)
    return reason


def _enforce_opening(election: Election, by: User, at: dt.datetime | None) -> Election:
    """Take the lock alone, read the election again, then the clock, and ask whether the box may be opened."""
    box.hold_alone(election.pk)
    election = Election.objects.get(pk=election.pk)
    rules.preparing.may_run(election, by).enforce()
    rules.opening.may_open(
        election, list(election.contests.polled()), at or timezone.now()
    ).enforce()
    frozen_roll.all_are_as_frozen(election).enforce()
    return election


@sensitive_variables("secret")
def _open_contest(
    contest: Contest, secret: bytes, found: list[tuple[Contest, rules.opening.BoxCheck]]
) -> OpenedRankings:
    """Check the box against the published receipts and the roll, then open it."""
    sealed = _sealed(contest)
    receipts = contest.published_receipts
    whole = rules.opening.box_is_the_published_one(
        box=[sealing.receipt_of(ciphertext) for ciphertext in sealed],
        published=[*receipts.listed, *receipts.listed_at_count],
    )
    marks = rules.opening.ballots_match_marks(
        ballots=len(sealed),
        marks=contest.roll.marked().count(),
        empty=box_selectors.empty_envelopes(contest),
    )
    candidates = list(contest.candidates.all())
    box_opened = open_ballots(sealed, secret, len(candidates))
    intact = rules.opening.ballots_are_whole(box_opened.tampered)
    found += [(contest, ruling) for ruling in (whole, marks, intact) if not ruling]
    whole.enforce()
    for ruling in (marks, intact):
        rules.opening.finding_is_explained(
            ruling, box_selectors.reasons_for(contest, ruling)
        ).enforce()
    try:
        blt = box_opened.blt(
            [str(candidate) for candidate in candidates],
            contest.seats.count(),
            box_selectors.title_of_ballots(contest),
        )
    except CountingError as problem:
        raise RuleBroken(
            f"The ballots of {contest} cannot be written as a file: {problem}"
        ) from None
    return OpenedRankings(contest=contest, ballots=len(box_opened.rankings), blt=blt)


@transaction.atomic
def _write_down(
    found: Sequence[tuple[Contest, rules.opening.BoxCheck]], *, by: User, at: dt.datetime | None
) -> None:
    for contest, ruling in found:
        finding, is_new = OpeningFinding.objects.get_or_create(
            contest=contest,
            code=ruling.code,
            facts_sha256=OpeningFinding.sha256_of(ruling.facts),
            defaults={
                "facts": ruling.facts,
                "text": ruling.reason,
                "found_at": at or timezone.now(),
            },
        )
        if is_new:
            record("elections.opening_stopped", finding, by=by)


def _sealed(contest: Contest) -> list[bytes]:
    return [bytes(sealed) for sealed in contest.box.values_list("ciphertext", flat=True)]
