"""Nominations: who may be put forward, by whom, until when, and what the returning officer may rule."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from assembly.core.templatetags.assembly import moment
from assembly.membership.models import Organisation
from elections.models import Contest, Election, Nomination, Support

from .moments import closing


def nominations_are_open(election: Election, at: dt.datetime) -> Ruling:
    """The clock decides: from the opening instant, until the closing instant, which is excluded."""
    if at < election.nominations_open_at:
        return refused(f"Nominations open at {moment(election.nominations_open_at)}.")
    if at >= election.nominations_close_at:
        return refused(f"Nominations closed at {closing(election.nominations_close_at)}.")
    return ALLOWED


def may_put_forward(organisation: Organisation) -> Ruling:
    """Only member organisations nominate, propose and second."""
    if not organisation.is_member:
        return refused(f"{organisation} is not a member of the Assembly today, so cannot nominate.")
    return ALLOWED


def may_take_part(organisation: Organisation, contest: Contest) -> Ruling:
    """Whether infrastructure organisations may stand in a contest is fixed and public, like who votes in it."""
    kinds = contest.Infrastructure
    if contest.infrastructure == kinds.ONLY and not organisation.infrastructure:
        return refused(
            f"{organisation} is not an infrastructure organisation. Only infrastructure organisations vote and "
            f"stand in {contest}: those that support other organisations. If the register is wrong, tell the "
            "Support Unit."
        )
    if contest.infrastructure == kinds.LEFT_OUT and organisation.infrastructure:
        return refused(
            f"{organisation} is an infrastructure organisation. These do not vote or stand in {contest}. If "
            "the register is wrong, tell the Support Unit."
        )
    return ALLOWED


def may_support(organisation: Organisation) -> Ruling:
    if not organisation.is_member:
        return refused(
            f"{organisation} is not a member of the Assembly today, so cannot propose or second."
        )
    return ALLOWED


def are_three_organisations(
    organisation: Organisation, proposer: Organisation, seconder: Organisation
) -> Ruling:
    """Support is worth something only from others: a nomination shows three organisations."""
    if len({organisation.pk, proposer.pk, seconder.pk}) < len((organisation, proposer, seconder)):
        return refused(
            f"{organisation} puts the candidate forward: proposer and seconder are two different other organisations."
        )
    return ALLOWED


def watches_not(person: User | None, scrutineers: Collection[int]) -> Ruling:
    """A scrutineer watches the election and holds a share of its key, so cannot stand in it."""
    if person and person.pk in scrutineers:
        return refused(f"{person} is a scrutineer of this election and cannot stand in it.")
    return ALLOWED


def is_not_nominated_yet(email: str, others: Iterable[Nomination]) -> Ruling:
    """One nomination a person and contest; one that was withdrawn or is not valid stands in nobody's way."""
    for other in others:
        stands = other.is_open or other.verdict == Nomination.Verdict.VALID
        if stands and not other.withdrawn_at and other.email.casefold() == email.casefold():
            return refused(f"This person is nominated for this contest already: {other}.")
    return ALLOWED


def may_change_nomination(nomination: Nomination, election: Election, at: dt.datetime) -> Ruling:
    """Until it is sent. Afterwards people have been asked about these words."""
    if not nomination.is_open or nomination.sent_at:
        return refused("The nomination has been sent: withdraw it to make another one.")
    return nominations_are_open(election, at)


def may_confirm_support(support: Support, election: Election, at: dt.datetime) -> Ruling:
    nomination = support.nomination
    if not nomination.is_open or not nomination.sent_at:
        return refused(
            "This nomination is not open: it has not been sent, or it has ended. Ask those who made it."
        )
    if support.confirmed_at:
        return refused(f"{support.organisation} has confirmed already.")
    return nominations_are_open(election, at) and may_support(support.organisation)


def may_remind(nomination: Nomination, election: Election, at: dt.datetime) -> Ruling:
    """While somebody has not answered, and once a day at most; the day they were asked counts."""
    if not nomination.is_open or not nomination.sent_at or not nomination.missing():
        return refused(
            "Nobody is left to remind: everybody has answered, or the nomination has ended."
        )
    today = timezone.localdate(at)
    if today in {nomination.reminded_on, timezone.localdate(nomination.sent_at)}:
        return refused(
            "We wrote to them today. You can remind them tomorrow, if nominations are still open."
        )
    return nominations_are_open(election, at)


def may_write_words(nomination: Nomination, election: Election, at: dt.datetime) -> Ruling:
    """The candidate's own words, until they have accepted."""
    if not nomination.is_open or not nomination.sent_at:
        return refused(
            "This nomination is not open: it has not been sent, or it has ended. Ask those who made it."
        )
    if nomination.accepted_at:
        return refused("You have accepted: what you wrote is with the returning officer.")
    return nominations_are_open(election, at)


def may_accept(
    nomination: Nomination, election: Election, at: dt.datetime, *, awards_answered: bool
) -> Ruling:
    """Voters choose by these words, so nobody stands without them; a photo needs words too."""
    ruling = may_write_words(nomination, election, at)
    if not ruling:
        return ruling
    if not nomination.statement.strip():
        return refused("Write your statement first.")
    if not (nomination.employer and nomination.funding and nomination.other_seats):
        return refused("Declare your interests first; where there is nothing, write “none”.")
    if not awards_answered:
        return refused(
            "Tick the awards from the funding register that you declare, or say why you leave any out."
        )
    if nomination.photo and not nomination.photo_alt.strip():
        return refused("Say what your photo shows, for people who cannot see it.")
    return ALLOWED


def may_withdraw_nomination(nomination: Nomination, election: Election, at: dt.datetime) -> Ruling:
    """By the candidate, or before they have accepted by those who put them forward; until the withdrawal deadline."""
    if nomination.withdrawn_at:
        return refused("This nomination has been withdrawn already.")
    if nomination.verdict == Nomination.Verdict.NOT_VALID:
        return refused("This nomination was found not valid.")
    if at >= election.withdrawals_close_at or election.roll_frozen_at:
        return refused(
            f"Candidates could withdraw until {closing(election.withdrawals_close_at)}. Write to the returning "
            "officer, who can still record it until voting closes."
        )
    return ALLOWED


def may_find_valid(
    nomination: Nomination, missing: Sequence[str], organisation: Organisation
) -> Ruling:
    """Complete, and put forward by an organisation that is a member on the day of the ruling.

    Proposer and seconder were members on the day they confirmed; that they left since takes nothing from it.
    """
    if not nomination.is_open or not nomination.sent_at:
        return refused("This nomination does not wait for a ruling.")
    if missing:
        return refused(f"The nomination still waits for {' and for '.join(missing)}.")
    if not organisation.is_member:
        return refused(
            f"{organisation} is not a member of the Assembly any more: a nomination by it is not valid."
        )
    return may_take_part(organisation, nomination.contest)


def may_find_not_valid(nomination: Nomination, election: Election, because: str) -> Ruling:
    if not nomination.is_open or not nomination.sent_at:
        return refused("This nomination does not wait for a ruling.")
    if election.roll_frozen_at:
        return refused("The candidates are fixed once notice of poll has been given.")
    return says_why(because, "Say why: the candidate and the organisations are told the reason.")


def acts_for(person: User, delegates: Collection[User], organisation: Organisation) -> Ruling:
    """Any delegate acts for the organisation in a nomination (docs/design.md); its vote is another matter."""
    if person not in delegates:
        return refused(f"You do not act for {organisation}.")
    return ALLOWED


def is_the_candidate(person: User, nomination: Nomination, addresses: Collection[str]) -> Ruling:
    """The account that answered, or, until one has, whoever has proved to read the address that was given."""
    if nomination.user_id == person.pk:
        return ALLOWED
    if nomination.user_id is None and nomination.email.lower() in addresses:
        return ALLOWED
    return refused("Only the candidate does this.")
