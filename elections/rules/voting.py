"""Casting a ballot."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils import timezone

from assembly.core.figures import in_words
from assembly.core.mailed_codes.purposes import Limit, Per, Purpose
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import moment, short_day
from assembly.membership.models import Organisation, VotesThrough
from assembly.membership.rules.casting import CHANGED_HANDS_WAIT
from assembly.membership.rules.control import votes_through_sentence
from elections.models import Candidate, Contest, Election, RollEntry

from .moments import closing

PROOF_LASTS = dt.timedelta(minutes=15)
NEW_FACTOR_WAIT = dt.timedelta(hours=24)
# Enough for slow mail and for a clerk who helps on a long day; too few to guess with.
VOTING_CODE = Purpose(
    "elections.proof",
    mail="elections/proof_code",
    lasts=PROOF_LASTS,
    limits=(
        Limit(
            Per.PERSON,
            5,
            1,
            "Five codes were sent within an hour. Use the last one, try again later, or telephone the returning "
            "officer.",
        ),
        Limit(
            Per.PERSON,
            30,
            24,
            "30 codes were sent today. Use your authenticator app or a passkey, or telephone the returning officer.",
        ),
    ),
    instead="use a code from your authenticator app",
)


@dataclass(frozen=True, slots=True)
class Voter:
    """Who is at the ballot: an organisation, its line on the roll, and whether this person casts its vote.

    `through` is set where another organisation holds its vote; `changed_at` is when its vote last came into this
    person's hands, or their e-mail address became another one.
    """

    organisation: Organisation
    entry: RollEntry | None
    casts: Ruling
    through: VotesThrough | None = None
    changed_at: dt.datetime | None = None


def factor_proves(set_up_at: dt.datetime, election: Election, at: dt.datetime) -> Ruling:
    """A second factor set up while voting is open proves nothing for a day: it may be a thief's.

    The mailed code stays open meanwhile, so nobody loses a vote on the last day.
    """
    if set_up_at < election.poll_opens_at or at >= set_up_at + NEW_FACTOR_WAIT:
        return ALLOWED
    return refused(
        f"You set up this app or passkey at {moment(set_up_at)}, while voting was open. To protect your organisation's "
        f"vote, it counts as proof from {moment(set_up_at + NEW_FACTOR_WAIT)}. Use a code by e-mail until then."
    )


def poll_is_open(election: Election, at: dt.datetime) -> Ruling:
    """The clock decides: from the opening instant, until the closing instant, which is excluded."""
    if at < election.poll_opens_at:
        return refused(f"Voting opens at {moment(election.poll_opens_at)}.")
    if at >= election.poll_closes_at:
        return refused(f"Voting closed at {closing(election.poll_closes_at)}.")
    if election.receipts_published_at:  # the clock was set back: what is published stays true
        return refused("Voting has closed: the receipts are published.")
    return ALLOWED


def has_roll(election: Election) -> Ruling:
    """Until the roll is frozen nobody is on it, and nobody votes, whatever the clock says; nor in a void poll."""
    if election.voided_at:
        return refused(f"The poll was declared void: {election.voided_because}")
    if not election.roll_frozen_at:
        return refused("Voting cannot start: the returning officer has not frozen the roll.")
    return ALLOWED


def may_vote(election: Election, voter: Voter, at: dt.datetime) -> Ruling:
    """One organisation, one vote, cast by its voter or deputy while the poll is open."""
    open_to_it = poll_is_open_to(election, voter, at)
    if not open_to_it:
        return open_to_it
    if voter.entry and voter.entry.voted_on:
        return has_voted(voter.organisation)
    return voter.casts and has_waited(election, voter, at)


def poll_is_open_to(election: Election, voter: Voter, at: dt.datetime) -> Ruling:
    """All that can be said to staff before a vote is taken: whether it has been cast already is not theirs to ask."""
    for ruling in (
        has_roll(election),
        is_entitled(voter.organisation, voter.entry, voter.through),
        poll_is_open(election, at),
    ):
        if not ruling:
            return ruling
    return ALLOWED


def has_waited(election: Election, voter: Voter, at: dt.datetime) -> Ruling:
    """A vote that came into other hands during the poll waits a day, in which those who were told can object.

    An address counts as a hand: the code that proves the voter goes there.
    """
    changed = voter.changed_at
    if changed is None or changed < election.poll_opens_at or at >= changed + CHANGED_HANDS_WAIT:
        return ALLOWED
    return refused(
        f"The vote of {voter.organisation} came into your hands, or your e-mail address changed, at {moment(changed)}, "
        f"while voting was open. You may cast it from {moment(changed + CHANGED_HANDS_WAIT)}; its leads and the "
        "returning officer have been told."
    )


def last_moment_sentence(election: Election, organisation: Organisation, at: dt.datetime) -> str:
    """Until when a vote can come into other hands and still be cast by them."""
    opens, closes = election.poll_opens_at, election.poll_closes_at
    last, wait = closes - CHANGED_HANDS_WAIT, in_words(CHANGED_HANDS_WAIT, "hours")
    if at >= max(last, opens):
        return (
            f"Voting in “{election}” closes at {closing(closes)}. It is too late for anybody new to cast the vote of "
            f"{organisation} there: while voting is open, they have to wait {wait}."
        )
    if last <= opens:
        return (
            f"Voting in “{election}” opens at {moment(opens)}. Anybody who takes over the vote of {organisation} has "
            f"to do so before then: after that they have to wait {wait}, and voting closes first."
        )
    before = "" if at >= opens else f"opens at {moment(opens)} and "
    return (
        f"Voting in “{election}” {before}closes at {closing(closes)}. Anybody who takes over the vote of "
        f"{organisation} while voting is open has to wait {wait}, so they have to take it over by {closing(last)}."
    )


def may_forward(
    election: Election,
    entries: Sequence[RollEntry],
    organisation: Organisation,
    *,
    voters: bool,
    at: dt.datetime,
) -> Ruling:
    """Whether another person may ask the voter to vote: once a day, while there is a vote to cast.

    `entries` are the organisation's lines on the roll; `voters` says whether anybody else casts its vote.
    """
    is_open = has_roll(election) and poll_is_open(election, at)
    if not is_open:
        return is_open
    to_cast = [entry for entry in entries if not entry.voted_on and not entry.struck_on]
    if not to_cast:
        return refused(f"{organisation} has no vote left to cast in this election.")
    if not voters:
        return refused(
            f"{organisation} has nobody else to cast its vote. Ask its lead to name a voter."
        )
    if any(entry.forwarded_on == timezone.localdate(at) for entry in to_cast):
        return refused("We sent this to your voter today. You can send it again tomorrow.")
    return ALLOWED


def is_entitled(
    organisation: Organisation, entry: RollEntry | None, through: VotesThrough | None = None
) -> Ruling:
    """The roll decides which organisation votes, from the day it was frozen."""
    if entry is None and through:
        return refused(votes_through_sentence(through))
    if entry is None:
        return refused(
            f"{organisation} is not on the roll: it was not entitled on the day the roll was frozen."
        )
    if entry.struck_on:
        return refused(
            f"{organisation} was removed from the roll on {short_day(entry.struck_on)}: "
            f"{entry.struck_because}"
        )
    return ALLOWED


def has_voted(organisation: Organisation) -> Ruling:
    return refused(f"{organisation} has already voted. A vote cannot be changed or cast again.")


def ranking_can_be_cast(ranking: Sequence[int], candidates: Collection[Candidate]) -> Ruling:
    """A ballot names candidates of this contest who still stand, each once at most. A blank one is a ballot."""
    by_number = {candidate.number: candidate for candidate in candidates}
    if len(set(ranking)) != len(ranking) or not set(ranking) <= set(by_number):
        return refused("This is not a ballot of this contest.")
    gone = [by_number[number].name for number in sorted(ranking) if not by_number[number].stands]
    if gone:
        return refused(f"{' and '.join(gone)} withdrew from the election: rank the others again.")
    return ALLOWED


def no_poll_in(contest: Contest) -> Ruling:
    return refused(f"There is no vote for {contest}: there are no more candidates than seats.")


def would_be_on_roll(
    organisation: Organisation,
    contest: Contest,
    *,
    entitled: bool,
    casts: Ruling,
    through: VotesThrough | None,
) -> Ruling:
    """Before the roll is frozen nobody votes; the sentence says what would be so if it were frozen today."""
    if not entitled:
        who = contest.electorate_sentence()
        return refused(
            f"{organisation} would not be on the roll for {contest} today. Who votes: {who[0].lower()}{who[1:]}."
        )
    if through:
        return refused(f"{contest}: {votes_through_sentence(through)}")
    hands = "you would cast its vote" if casts else casts.reason
    return refused(
        f"{organisation} would be on the roll for {contest} if it were frozen today; {hands}"
        f"{'.' if casts else ''} The roll is frozen at notice of poll."
    )
