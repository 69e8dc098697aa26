"""The count, and the declaration that fills the seats."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.notifications.services import notify
from elections import box, count_sheet, declaration, rules, selectors
from elections.count_sheet import CountSheet
from elections.counting import count, read_blt, shortened, write_blt
from elections.models import Candidate, Contest, Count, Election
from elections.recount import enforce_told_alike, reread
from elections.release import release

from .ending import destroy_ballots
from .seats import fill_seats
from .wiping import wipe_if_possible


@transaction.atomic
def count_election(election: Election, *, by: User, at: dt.datetime | None = None) -> list[Count]:
    """Count the opened rankings of every contest, ties by its draw, withdrawn candidates struck."""
    election = Election.objects.select_for_update().get(pk=election.pk)
    uncounted = list(election.contests.polled().filter(count_result=None).order_by("pk"))
    rules.preparing.may_run(election, by).enforce()
    rules.result.may_count(election, uncounted).enforce()
    counts = [_count_contest(contest, at or timezone.now()) for contest in uncounted]
    for made in counts:
        record(
            "elections.counted",
            made.contest,
            by=by,
            data={
                "ballots": made.ballots,
                "commitment": made.commitment,
                **CountSheet(made.contest, made).published_sha256,
            },
        )
    _ask_for_signatures(election)
    return counts


def _ask_for_signatures(election: Election) -> None:
    notify(
        [one.user for one in election.scrutineers.select_related("user")],
        "elections/count_to_sign",
        about=election,
        context={"election": election},
        url=reverse("elections:scrutiny", args=[election.slug]),
    )


def _count_contest(contest: Contest, now: dt.datetime) -> Count:
    rankings = contest.opened_rankings
    withdrawn = contest.candidates.filter(status=Candidate.Status.WITHDRAWN)
    spread = selectors.spread_of(contest)
    options: dict[str, Any] = {
        "rule": contest.rule,
        "seed": contest.lot_seed,
        "withdrawn": list(withdrawn.values_list("number", flat=True)),
        "seats": spread.seats,
        "constraints": spread.constraints,
    }
    result = count(read_blt(rankings.blt.encode(), name=contest.title), **options)
    published = shortened(result)
    # The count that is kept and shown is that of the file that is published.
    shown = count(reread(published), **options)
    enforce_told_alike(contest, result, shown)
    made = Count(
        contest=contest,
        rule=contest.rule,
        seed=contest.lot_seed,
        electors=contest.roll.filter(struck_on=None).count(),
        ballots=rankings.ballots,
        rankings_commitment=rankings.commitment,
        shortened=write_blt(published),
        result=shown.to_json(hashed=False),
        sheet=shown.to_text(hashed=False),
        spread_unmet=spread.unmet,
        release=release(),
        counted_at=now,
    )
    count_sheet.bind(made)
    made.save(force_insert=True)
    return made


def declare(election: Election, *, by: User, at: dt.datetime | None = None) -> Election:
    """Declare the result: those elected take their seats, and the sealed ballots are deleted."""
    with transaction.atomic(durable=True):
        box.hold_alone(election.pk)
        election = Election.objects.select_for_update().get(pk=election.pk)
        now = at or timezone.now()
        # Locked, so that an objection in flight is waited for.
        contests = list(election.contests.select_for_update().order_by("pk"))
        rules.preparing.may_run(election, by).enforce()
        declaration.may_be_declared(election, now).enforce()

        if not election.is_rehearsal:
            for contest in contests:
                if contest.stands:  # one that is polled again appoints nobody
                    fill_seats(contest, by=by)
        election.declared_at = now
        election.save(update_fields=["declared_at"])
        record("elections.declared", election, by=by)
        destroy_ballots(election, by=by)
    return wipe_if_possible(election)
