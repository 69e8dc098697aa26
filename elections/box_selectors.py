"""What lies in the ballot box, what is still to come into it, and who holds its key: read across models."""

from django.db import models
from django.db.models.functions import Coalesce

from assembly.core.names import tidy
from assembly.core.rules import Ruling

from . import rules, sealing
from .models import (
    Contest,
    Election,
    FindingReason,
    KeyShare,
    OpeningFinding,
    PaperBatch,
    RollEntry,
)


def paper_awaited(contest: Contest) -> int:
    """Envelopes for which the roll was marked and whose ballot has been neither entered nor found missing."""
    done = contest.paper_batches.aggregate(
        done=Coalesce(models.Sum(models.F("ballots") + models.F("empty")), 0)
    )["done"]
    return contest.roll.on_paper().count() - int(done)


def paper_waiting(election: Election) -> list[tuple[Contest, int]]:
    """The contests of an election with paper ballots still to be entered, and how many. Three queries at most."""
    paper = RollEntry.objects.on_paper().filter(contest__election=election)
    marked = dict(paper.order_by().values_list("contest").annotate(models.Count("pk")))
    batches = PaperBatch.objects.filter(contest__in=marked).order_by()
    found = models.Sum(models.F("ballots") + models.F("empty"))
    done = dict(batches.values_list("contest").annotate(found=found)) if marked else {}
    contests = election.contests.filter(pk__in=marked) if marked else []
    waiting = [(each, marked[each.pk] - done.get(each.pk, 0)) for each in contests]
    return [(contest, awaited) for contest, awaited in waiting if awaited]


def empty_envelopes(contest: Contest) -> int:
    return sum(contest.paper_batches.values_list("empty", flat=True))


def key_is_held(election: Election) -> Ruling:
    """Whether every scrutineer holds a share of the key and has shown it."""
    return rules.key.key_is_held(
        election, list(election.key_shares.all()), list(election.scrutineers.all())
    )


def reasons_for(contest: Contest, found: rules.opening.BoxCheck) -> int:
    """How many scrutineers have recorded why the opening may go on although this was found."""
    return FindingReason.objects.filter(
        finding__contest=contest,
        finding__code=found.code,
        finding__facts_sha256=OpeningFinding.sha256_of(found.facts),
    ).count()


def is_false(election: Election) -> bool:
    """Whether an attempt to open the box found another box than the published one, which nothing explains.

    Asked of a contest only when its opening has been stopped by something: the whole box is read for it.
    """
    return any(
        not rules.opening.box_is_the_published_one(
            box=[
                sealing.receipt_of(bytes(one))
                for one in contest.box.values_list("ciphertext", flat=True)
            ],
            published=[
                *contest.published_receipts.listed,
                *contest.published_receipts.listed_at_count,
            ],
        )
        for contest in election.contests.filter(
            published_receipts__isnull=False, findings__isnull=False
        ).distinct()
    )


def contests_to_repeat(election: Election) -> models.QuerySet[Contest]:
    """The contests whose sealed ballots a scrutineer can take: rewritten, opened, and not yet destroyed."""
    if election.opened_at is None or election.ballots_destroyed is not None:
        return Contest.objects.none()
    return Contest.objects.filter(election=election, opened_rankings__isnull=False)


def title_of_ballots(contest: Contest) -> str:
    """What the ballot file of a contest is called, on the site and wherever the opening is repeated."""
    return tidy(f"{contest.election}: {contest}")


def shares_with_holders(election: Election) -> list[tuple[KeyShare, str]]:
    """The shares of the key, each with the public name of the scrutineer who holds it."""
    names = {each.user_id: each.name for each in election.scrutineers.all()}
    return [(share, names.get(share.holder_id, "")) for share in election.key_shares.all()]
