"""The roll as it was frozen: its fingerprint, and whether the roll of today is still that one.

Made over the public names of the organisations (the last part of their address, /members/<name>/), so that anybody who
knows who was a member that day can make it again. A row that was removed is kept and stays in its fingerprint: that
it was removed is an Event.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable

from assembly.core.models import Event
from assembly.core.rules import ALLOWED, Ruling

from . import rules
from .models import Contest, Election, RollEntry

STRUCK = "elections.struck_from_roll"


def fingerprint(names: Iterable[str | int]) -> str:
    """Return the SHA-256 of the roll: the public names of its organisations in rising order, one a line."""
    lines = "".join(f"{name}\n" for name in sorted(names))
    return hashlib.sha256(lines.encode()).hexdigest()


def is_as_frozen(contest: Contest) -> Ruling:
    """Whether the roll of a contest is unchanged since, except for recorded corrections."""
    entries = list(contest.roll.values_list("organisation__slug", "organisation_id", "pk"))
    found = {
        fingerprint(slug for slug, _, _ in entries),
        fingerprint(key for _, key, _ in entries),  # rolls frozen before names were used
    }
    struck = set(contest.roll.exclude(struck_on=None).values_list("pk", flat=True))
    recorded = set(
        Event.objects.filter(
            name=STRUCK,
            subject_type=RollEntry._meta.label_lower,
            subject_id__in=contest.roll.values("pk"),
        ).values_list("subject_id", flat=True)
    )
    return rules.roll.roll_is_the_frozen_one(
        contest, is_same=contest.roll_fingerprint in found, unrecorded=len(struck ^ recorded)
    )


def is_false(election: Election, at: dt.datetime) -> bool:
    """Whether the poll cannot go on because of its roll: asked between the close and the opening alone."""
    if not election.roll_frozen_at or election.opened_at or at < election.poll_closes_at:
        return False
    return not all_are_as_frozen(election)


def all_are_as_frozen(election: Election) -> Ruling:
    """The first roll that differs, in a sentence."""
    rulings = map(is_as_frozen, election.contests.polled())
    return next((ruling for ruling in rulings if not ruling), ALLOWED)
