"""May this happen in an election? Each rule answers with a sentence; DESIGN section 6 is what they implement."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused
from assembly.core.templatetags.assembly import moment, short_day, until
from assembly.membership.models import Organisation, VotesThrough
from assembly.membership.rules import votes_through_sentence
from assembly.partners.models import Seat

from .models import Candidate, Contest, Election, KeyShare, ProofCode, RollEntry
from .timetable import RECEIPTS_STAND_FOR

PROOF_LASTS = dt.timedelta(minutes=15)
HOUR = dt.timedelta(hours=1)
CHANGED_HANDS_WAIT = dt.timedelta(hours=24)
CODES_AN_HOUR = 5
TRIES_A_CODE = 5

FULL_FROM = 20
TOTALS_FROM = 5


class Level(StrEnum):
    """How much of a count is published: fewer ballots hide less, so less of them is shown."""

    FULL = "full"
    TOTALS = "totals"
    OUTCOME = "outcome"


def publication_level(ballots: int) -> Level:
    """Return what may be published of a count of so many ballots."""
    if ballots >= FULL_FROM:
        return Level.FULL
    return Level.TOTALS if ballots >= TOTALS_FROM else Level.OUTCOME


def closing(at: dt.datetime) -> str:
    """Write the instant at which something closes: a midnight belongs to the day it ends."""
    local = timezone.localtime(at)
    return until(at) if local.hour == local.minute == 0 else moment(at)


# Preparing


def may_run(election: Election, user: User) -> Ruling:
    """An election is run by its own returning officer, and by no other office."""
    if not user.has_perm("elections.run_election"):
        return refused("Only a returning officer runs an election.")
    if election.returning_officer_id != user.pk:
        return refused(f"Only {election.returning_officer}, its returning officer, runs this one.")
    return ALLOWED


def may_change_timetable(election: Election) -> Ruling:
    if election.roll_frozen_at:
        return refused("The timetable is fixed once notice of poll has been given.")
    return ALLOWED


def may_change_contests(election: Election, at: dt.datetime) -> Ruling:
    """Seats, electorate, rule and lot event are public and fixed before anybody is nominated."""
    if election.roll_frozen_at or at >= election.nominations_open_at:
        return refused("Contests are fixed once nominations have opened.")
    return ALLOWED


def seats_can_be_contested(contest: Contest, seats: Sequence[Seat]) -> Ruling:
    if not seats:
        return refused("A contest fills at least one seat.")
    if any(seat.partnership_id != contest.partnership_id for seat in seats):
        return refused(
            f"Every seat of a contest is a seat of the same partnership: {contest.partnership}."
        )
    return ALLOWED


def may_add_candidate(election: Election, at: dt.datetime) -> Ruling:
    if election.roll_frozen_at:
        return refused("The candidates are fixed once notice of poll has been given.")
    if at < election.nominations_open_at:
        return refused(f"Nominations open at {moment(election.nominations_open_at)}.")
    return ALLOWED


def may_stand(person: User | None, election: Election) -> Ruling:
    """A returning officer cannot stand in the election that they run."""
    if person and person.pk == election.returning_officer_id:
        return refused(
            f"{person} is the returning officer of this election and cannot stand in it."
        )
    return ALLOWED


def is_no_candidate_yet(candidate: Candidate, entered: Iterable[Candidate]) -> Ruling:
    """A person is entered once. Two people of one name are told apart by it, as voters must tell them apart too."""
    name = candidate.name.casefold()
    if any(
        other.name.casefold() == name and other.organisation_id == candidate.organisation_id
        for other in entered
    ):
        return refused(
            f"{candidate.name}, put forward by {candidate.organisation}, is a candidate already. "
            "Is it another person of that name? Enter the name so that voters can tell them apart."
        )
    return ALLOWED


def may_withdraw(candidate: Candidate, election: Election, at: dt.datetime) -> Ruling:
    """Until the close a candidate can withdraw and is struck from every ballot; afterwards the count stands."""
    if not candidate.stands:
        return refused(f"{candidate} has withdrawn already.")
    if at >= election.poll_closes_at:
        return refused(
            "Voting has closed: a candidate who is elected can decline the seat instead."
        )
    return ALLOWED


# The key


def may_make_key(election: Election) -> Ruling:
    if election.roll_frozen_at:
        return refused("The key cannot be replaced once notice of poll has been given.")
    return ALLOWED


def may_prove_share(election: Election, shares: Sequence[KeyShare]) -> Ruling:
    if not shares:
        return refused("Make the key first.")
    if election.roll_frozen_at:
        return refused("The share was typed back before notice of poll.")
    return ALLOWED


def is_share_of(
    number: int, fingerprint: str, shares: Sequence[KeyShare], election: Election
) -> Ruling:
    """A share that was typed without a slip can still be another election's: its hash tells."""
    known = {share.number: share.fingerprint for share in shares}
    if number not in known:
        return refused(f"{election} has no share {number}.")
    if known[number] != fingerprint:
        return refused(
            "This is a share, and typed without a slip, but it is the wrong one: "
            f"its hash is not the one published for share {number} of {election}."
        )
    return ALLOWED


# The roll


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a contest has when its roll is about to be frozen."""

    title: str
    candidates: int
    electors: int


def may_freeze_roll(
    election: Election,
    shares: Sequence[KeyShare],
    contests: Sequence[Readiness],
    at: dt.datetime,
) -> Ruling:
    """Notice of poll: after the last withdrawal, before voting opens, with a key whose holder has proved it."""
    if election.roll_frozen_at:
        return refused("The roll is frozen already.")
    if at < election.withdrawals_close_at:
        return refused(f"Candidates can withdraw until {closing(election.withdrawals_close_at)}.")
    if at >= election.poll_opens_at:
        return refused("The roll is frozen before voting opens: move the timetable first.")
    if not shares or any(share.proved_at is None for share in shares):
        return refused("Make the key first, and let its holder type the share back.")
    return _contests_are_ready(contests)


def _contests_are_ready(contests: Sequence[Readiness]) -> Ruling:
    if not contests:
        return refused("The election has no contest.")
    for contest in contests:
        if not contest.candidates:
            return refused(f"Nobody stands for {contest.title}.")
        if not contest.electors:
            return refused(f"No organisation is entitled to vote for {contest.title}.")
    return ALLOWED


def may_strike(entry: RollEntry, because: str, at: dt.datetime) -> Ruling:
    """A correction of the roll is recorded with its reason, and cannot reach a vote that was cast."""
    if entry.struck_on:
        return refused(f"{entry.organisation} has been struck from the roll already.")
    if entry.voted_on:
        return refused(f"{entry.organisation} has voted, and a vote cannot be withdrawn.")
    if at >= entry.contest.election.poll_closes_at:
        return refused("Voting has closed: the roll is as it was.")
    if not because.strip():
        return refused("Say why: the organisation is told the reason.")
    return ALLOWED


# Voting


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


def may_send_code(code: ProofCode, at: dt.datetime) -> Ruling:
    """Five codes an hour: enough for slow mail, too few to guess with."""
    if at < code.hour_began_at + HOUR and code.sent_this_hour >= CODES_AN_HOUR:
        return refused("Five codes were sent within an hour. Use the last one, or try again later.")
    return ALLOWED


def poll_is_open(election: Election, at: dt.datetime) -> Ruling:
    """The clock decides: from the opening instant, until the closing instant, which is excluded."""
    if at < election.poll_opens_at:
        return refused(f"Voting opens at {moment(election.poll_opens_at)}.")
    if at >= election.poll_closes_at:
        return refused(f"Voting closed at {closing(election.poll_closes_at)}.")
    return ALLOWED


def has_roll(election: Election) -> Ruling:
    """Until the roll is frozen nobody is on it, and nobody votes, whatever the clock says."""
    if not election.roll_frozen_at:
        return refused("Voting cannot start: the returning officer has not frozen the roll.")
    return ALLOWED


def may_vote(election: Election, voter: Voter, at: dt.datetime) -> Ruling:
    """One organisation, one vote, cast by its voter or deputy while the poll is open."""
    for ruling in (
        has_roll(election),
        is_entitled(voter.organisation, voter.entry, voter.through),
        poll_is_open(election, at),
    ):
        if not ruling:
            return ruling
    if voter.entry and voter.entry.voted_on:
        return has_voted(voter.organisation)
    return voter.casts and has_waited(election, voter, at)


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
            f"{organisation} was struck from the roll on {short_day(entry.struck_on)}: "
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


# After the close


def may_publish_receipts(election: Election, at: dt.datetime) -> Ruling:
    if at < election.poll_closes_at:
        return refused(f"Voting is open until {closing(election.poll_closes_at)}.")
    if not election.roll_frozen_at:
        return refused("There was no poll: the roll was never frozen.")
    if election.receipts_published_at:
        return refused("The receipts are published already.")
    return ALLOWED


def may_record_lot(contest: Contest, election: Election, seed: str, at: dt.datetime) -> Ruling:
    """After the close, so that nobody voted knowing it; before the opening, so that nobody chose it by the votes."""
    if at < election.poll_closes_at:
        return refused("The lot comes from an event after voting has closed.")
    if election.opened_at:
        return refused(f"The ballot box is open: the lot of {contest} is fixed.")
    if not seed:
        return refused("Write down what the event gave.")
    return ALLOWED


def may_open(election: Election, contests: Sequence[Contest], at: dt.datetime) -> Ruling:
    """Nobody opens the box early: after the close, and an hour at least after the receipts were published."""
    if at < election.poll_closes_at:
        return refused(
            f"Voting is open until {closing(election.poll_closes_at)}: no share is taken."
        )
    if election.opened_at:
        return refused("The ballot box is open already.")
    if not election.receipts_published_at:
        return refused("Publish the receipts first.")
    earliest = max(election.opening_at, election.receipts_published_at + RECEIPTS_STAND_FOR)
    if at < earliest:
        return refused(f"The box can be opened from {moment(earliest)}: no share is taken before.")
    waiting = [contest.title for contest in contests if not contest.lot_seed]
    if waiting:
        return refused(f"Record the lot first for {' and '.join(waiting)}.")
    return ALLOWED


def box_is_rewritten(election: Election) -> Ruling:
    """Before the rewriting a row still remembers with which mark on the roll it was written."""
    if not election.box_rewritten_at:
        return refused("The ballot box must be rewritten before it is opened.")
    return ALLOWED


def box_agrees(*, box: Sequence[str], published: Sequence[str], marks: int) -> Ruling:
    """The box, the published receipts and the marks on the roll must tell of the same ballots."""
    twice = sorted(receipt for receipt, times in Counter(box).items() if times > 1)
    if twice:
        return refused(f"The box holds the same sealed ballot more than once: {', '.join(twice)}.")
    added, missing = sorted(set(box) - set(published)), sorted(set(published) - set(box))
    if added or missing:
        return refused(
            "The box is not the one whose receipts were published. "
            f"Not published: {', '.join(added) or 'none'}. Missing: {', '.join(missing) or 'none'}."
        )
    if len(box) != marks:
        return refused(
            f"The box holds {len(box)} ballots and the roll {marks} marks: the opening stops."
        )
    return ALLOWED


def ballots_are_whole(tampered: Sequence[str]) -> Ruling:
    """A ballot that cannot be opened is named by its receipt, and stops the opening."""
    if tampered:
        return refused(
            "These receipts belong to something that is no ballot of this election: "
            f"{', '.join(sorted(tampered))}. The opening stops."
        )
    return ALLOWED


def may_count(election: Election, uncounted: Sequence[Contest]) -> Ruling:
    if not election.opened_at:
        return refused("The ballot box has not been opened.")
    if not uncounted:
        return refused("The election has been counted.")
    return ALLOWED


def may_declare(election: Election, uncounted: Sequence[Contest], at: dt.datetime) -> Ruling:
    """The result stands when the challenge period is over."""
    if election.declared_at:
        return refused("The result has been declared.")
    if not election.opened_at:
        return refused("The ballot box has not been opened.")
    if uncounted:
        return refused(f"Not counted yet: {', '.join(contest.title for contest in uncounted)}.")
    if at < election.challenge_ends_at:
        return refused(f"The result can be challenged until {closing(election.challenge_ends_at)}.")
    return ALLOWED
