"""How a person can ask the voter for their organisation to vote while a poll is open."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from assembly.core.rules import Ruling
from assembly.membership.models import Organisation
from assembly.membership.selectors import AtTheBallot

from . import rules
from .models import Election, RollEntry
from .rules.moments import closing


@dataclass(frozen=True, slots=True)
class Forwarding:
    """Whether we may write to the voter, whether there is one, and a message to copy."""

    ruling: Ruling
    has_voter: bool
    text: str


def forwarding_of(
    election: Election,
    organisation: Organisation,
    entries: Sequence[RollEntry],
    standing: AtTheBallot,
    at: dt.datetime,
) -> Forwarding | None:
    """None while there is no open poll to forward."""
    if not (rules.voting.has_roll(election) and rules.voting.poll_is_open(election, at)):
        return None
    return Forwarding(
        rules.voting.may_forward(
            election, entries, organisation, voters=standing.others_cast, at=at
        ),
        standing.others_cast,
        f"Voting in “{election}” is open until {closing(election.poll_closes_at)}. You cast the vote of "
        f"{organisation}. Vote here: {settings.SITE_URL}{election.get_absolute_url()}",
    )
