"""Whether an organisation has a vote: anybody may ask, without signing in.

The roll is not public: who is on it, and who was removed and why, is for the returning officer and for the people of
each organisation (docs/ballot-secrecy.md). So the answer is made from what everybody can read already: the public
register, the groups and districts of its members, and since when each has been a member. Common control is not public
either, so “has a vote” is said of the electorate, and the last word is left to what its own people see.
"""

import datetime as dt

from django.utils import timezone

from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import moment, short_day
from assembly.membership.models import Organisation
from elections.models import Contest, Election

from .moments import closing


def can_be_asked(election: Election, at: dt.datetime) -> Ruling:
    """Only until voting closes: after that nobody has a vote."""
    if election.voided_at:
        return refused(f"The poll was declared void: {election.voided_because}")
    if not election.has_poll:
        return refused("There is no vote: there are no more candidates than seats.")
    if at >= election.poll_closes_at:
        return refused(f"Voting closed at {closing(election.poll_closes_at)}.")
    return ALLOWED


def has_a_vote(
    organisation: Organisation, contest: Contest, election: Election, *, is_in_electorate: bool
) -> Ruling:
    """`is_in_electorate` is asked of the public register as it is today."""
    if not contest.has_poll:
        return refused(
            f"No, there is no vote for {contest}: there are no more candidates than seats."
        )
    frozen_at = election.roll_frozen_at
    if not organisation.is_member:
        return _is_not_a_member(organisation, frozen_at)
    admitted_on = organisation.admitted_on
    if frozen_at and admitted_on and admitted_on > timezone.localdate(frozen_at):
        return refused(
            f"No, {organisation} became a member on {short_day(admitted_on)}, after the roll was frozen on "
            f"{short_day(frozen_at)}. It can vote from the next election."
        )
    if not is_in_electorate:
        return refused(f"No, {organisation} has no vote for {contest}. Who votes: {_who(contest)}.")
    return ALLOWED


def has_a_vote_sentence(organisation: Organisation, contest: Contest, election: Election) -> str:
    """What an organisation of the electorate is told. Until the freeze it can still change."""
    because = f"who votes: {_who(contest)}"
    if election.roll_frozen_at:
        return (
            f"Yes, {organisation} has a vote for {contest} ({because}). This is what the public register says: the "
            "roll itself is not public. The person who casts its vote can check by signing in."
        )
    return (
        f"Yes, {organisation} has a vote for {contest} ({because}). It must still be entitled when the roll is frozen "
        f"at {moment(election.poll_notice_at)}."
    )


def _is_not_a_member(organisation: Organisation, frozen_at: dt.datetime | None) -> Ruling:
    was = organisation.status in {Organisation.Status.SUSPENDED, Organisation.Status.LAPSED}
    if was and frozen_at:
        return refused(
            f"No, {organisation} is not a member today. But if it was one on {short_day(frozen_at)}, when the roll was "
            "frozen, it may still have a vote. The person who casts its vote can check by signing in."
        )
    return refused(f"No, {organisation} is on our register but is not a member. Only members vote.")


def _who(contest: Contest) -> str:
    sentence = contest.electorate_sentence()
    return f"{sentence[0].lower()}{sentence[1:]}"
