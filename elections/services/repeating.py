"""A contest is polled again: the same seats, candidates and electorate, a new roll, poll and draw."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Field
from django.utils.text import slugify

from assembly.accounts.models import User
from assembly.core.events import record
from elections import box, declaration, rules
from elections.models import Candidate, Contest, Election
from elections.timetable import MILESTONES

from . import limits

# Nobody is nominated again: these are as they were.
KEPT = [milestone.field for milestone in MILESTONES[:4]]
# What a new contest has of its own; everything else of the old one is copied, whatever fields it gets one day.
OWN = {
    "id",
    "election",
    "roll_fingerprint",
    "lot_seed",
    "lot_event",
    "lot_at",
    "lot_substitute",
    "lot_substitute_at",
    "lot_substitute_because",
    "outcome",
    "repeats",
    "polled_again_because",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPoll:
    """The instants of the new poll, the first day of the term, the event of its draw, and its substitute."""

    poll_notice_at: dt.datetime
    poll_opens_at: dt.datetime
    poll_closes_at: dt.datetime
    receipts_at: dt.datetime
    opening_at: dt.datetime
    challenge_ends_at: dt.datetime
    term_starts_on: dt.date
    lot_event: str
    lot_substitute: str = ""


@transaction.atomic
def poll_again(
    contests: Sequence[Contest],
    because: str,
    timetable: NewPoll,
    *,
    by: User,
) -> Election:
    """Make the election in which contests of one election are polled again, and say so in public both ways.

    After a void poll no result needs to be in doubt. The key is made and the roll frozen
    in the new election as in any other; the old contests appoint nobody.
    """
    election = Election.objects.select_related("returning_officer").get(pk=contests[0].election_id)
    box.hold_alone(election.pk)  # a declaration waits, and so do objections to it
    old = list(
        Contest.objects.select_for_update()
        .filter(pk__in=[contest.pk for contest in contests], election=election)
        .order_by("pk")
    )
    because = because.strip()
    rules.preparing.may_run(election, by).enforce()
    for contest in old:
        doubt = declaration.result_is_beyond_doubt(contest)
        rules.objecting.may_poll_again(contest, doubt, because).enforce()
    made = _new_election(election, timetable)
    for contest in old:
        again = _new_contest(contest, made, timetable)
        contest.polled_again_because = because
        contest.full_clean()
        contest.save(update_fields=["polled_again_because"])
        record("elections.polled_again", contest, by=by, data={"contest": again.pk})
    record("elections.election_created", made, by=by, data={"repeats": election.pk})
    return made


def _new_election(old: Election, timetable: NewPoll) -> Election:
    instants = asdict(timetable)
    del instants["lot_event"], instants["lot_substitute"]
    made = Election(
        title=f"{old.title[:130]}: polled again",
        slug=_free_slug(old),
        purpose=old.purpose,
        is_rehearsal=old.is_rehearsal,
        returning_officer=old.returning_officer,
        **{field: getattr(old, field) for field in KEPT},
        **instants,
    )
    made.full_clean()
    made.save()
    for scrutineer in old.scrutineers.all():
        made.scrutineers.create(user=scrutineer.user, name=scrutineer.name)
    return made


def _free_slug(old: Election) -> str:
    wanted = f"{slugify(old.slug)[:130]}-again"
    number, slug = 1, wanted
    while Election.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _new_contest(old: Contest, election: Election, timetable: NewPoll) -> Contest:
    at = election.receipts_at  # after the close, and before the box is opened
    made = Contest(
        election=election,
        lot_event=timetable.lot_event,
        lot_at=at,
        lot_substitute=timetable.lot_substitute,
        lot_substitute_at=at if timetable.lot_substitute else None,
        repeats=old,
        **{field.attname: getattr(old, field.attname) for field in _copied(Contest)},
    )
    made.limits = old.limits
    made.full_clean()
    made.save()
    made.seats.set(old.seats.all())
    limits.keep(made)
    for number, candidate in enumerate(old.candidates.standing().order_by("number"), 1):
        copy = {field.attname: getattr(candidate, field.attname) for field in _copied(Candidate)}
        Candidate.objects.create(**copy | {"contest": made, "number": number})
    return made


def _copied(model: type[Contest] | type[Candidate]) -> list[Field[Any, Any]]:
    own = OWN if model is Contest else {"id", "contest", "number"}
    return [field for field in model._meta.concrete_fields if field.name not in own]
