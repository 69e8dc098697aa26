"""The acts beside the ballot box, many at once or one into the middle of another: see `tests.storm`.

Each returns for each attempt the refusal that was read, or nothing when it succeeded.
"""

import datetime as dt
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

from django.core.exceptions import ValidationError
from django.db import connections

from assembly.core.rules import RuleBroken
from assembly.membership.models import Organisation
from assembly.partners import code_of_conduct
from assembly.partners.models import Appointment, Meeting, Report
from assembly.partners.services import accept_code, send_report
from elections import participants
from elections.models import (
    Candidate,
    Contest,
    Election,
    Nomination,
    Objection,
    Vacancy,
)
from elections.services import (
    ending,
    key,
    nominating,
    objecting,
    opening,
    result,
    roll,
    scrutiny,
    setup,
    vacancy,
    voting,
)

MANY = 8
MIDDLE = 0.6  # seconds that an act is held, for another to come into its middle


def refusal(act, *arguments) -> str:
    """What somebody reads who acts; a person of the site would read both kinds on the same page."""
    try:
        act(*arguments)
    except (RuleBroken, ValidationError) as refused:
        return str(refused)
    finally:
        connections.close_all()
    return ""


def at_once(act, each) -> list[str]:
    """`act(one)` for each, in a thread of its own, from the same moment on."""
    barrier = threading.Barrier(len(each))

    def in_thread(one):
        barrier.wait()
        return refusal(act, one)

    with ThreadPoolExecutor(len(each)) as threads:
        return list(threads.map(in_thread, each))


def into_the_middle(first, where, second) -> list[str]:
    """Begin `first`, hold it after `where` (an object and the name of what it calls), and let `second` come."""
    held = threading.Event()
    calls = getattr(*where)

    def slow(*arguments, **more):
        done = calls(*arguments, **more)
        held.set()
        time.sleep(MIDDLE)
        return done

    def late():
        held.wait()
        return refusal(second)

    with mock.patch.object(*where, slow), ThreadPoolExecutor(2) as threads:
        acts = [threads.submit(refusal, first), threads.submit(late)]
        return [act.result() for act in acts]


def officer_of(election):
    return election.returning_officer


# Nominations


def confirmed(nomination: int) -> list[str]:
    """The delegate of the proposer confirms, many times."""

    def act(_):
        support = Nomination.objects.get(pk=nomination).supports.first()
        nominating.confirm_support(
            support, by=participants.delegates_of(support.organisation)[0], at=during_nominations()
        )

    def during_nominations():
        return Nomination.objects.get(pk=nomination).contest.election.nominations_open_at

    return at_once(act, range(MANY))


def put_forward(contest: int) -> list[str]:
    """Each of many organisations puts the same person forward; the first two of all propose and second."""
    proposer, seconder, *others = Organisation.objects.order_by("pk")

    def act(organisation):
        made = Nomination(
            contest=Contest.objects.get(pk=contest),
            organisation=organisation,
            name="Nita Noble",
            email="nita@example.org",
        )
        nominating.save_nomination(
            made,
            proposer,
            seconder,
            by=participants.delegates_of(organisation)[0],
            at=made.contest.election.nominations_open_at,
        )

    return at_once(act, others)


def found_valid(contest: int) -> list[str]:
    """All nominations of a contest are ruled valid, each twice."""

    def act(pk):
        nomination = Nomination.objects.get(pk=pk)
        election = nomination.contest.election
        nominating.find_valid(nomination, by=officer_of(election), at=election.nominations_close_at)

    return at_once(act, 2 * list(Nomination.objects.values_list("pk", flat=True)))


def found_valid_in_a_freeze(nomination: int) -> list[str]:
    """The returning officer rules on a nomination in one tab and gives notice of poll in another."""
    made = Nomination.objects.get(pk=nomination)
    election = made.contest.election
    officer, at = officer_of(election), election.poll_notice_at
    return into_the_middle(
        lambda: roll.freeze_roll(election, by=officer, at=at),
        (roll.selectors, "readiness"),
        lambda: nominating.find_valid(made, by=officer, at=at),
    )


def withdrawn_in_a_freeze(candidate: int) -> list[str]:
    one = Candidate.objects.get(pk=candidate)
    election = one.contest.election
    officer, at = officer_of(election), election.poll_notice_at
    return into_the_middle(
        lambda: setup.withdraw_candidate(one, by=officer, at=at),
        (setup.rules.preparing, "may_withdraw"),
        lambda: roll.freeze_roll(election, by=officer, at=at),
    )


def withdrawn_in_a_ruling(nomination: int) -> list[str]:
    """The candidate withdraws while the returning officer finds the nomination valid."""
    made = Nomination.objects.get(pk=nomination)
    election = made.contest.election
    at = election.nominations_close_at
    return into_the_middle(
        lambda: nominating.find_valid(made, by=officer_of(election), at=at),
        (nominating, "_rule"),
        lambda: nominating.withdraw_nomination(made, by=made.user, at=at),
    )


# Key, opening, count


def proved(election: int) -> list[str]:
    """A scrutineer shows their share in many tabs; the key was made by the test, which gives the text."""
    one = Election.objects.get(pk=election)
    typed = {share.scrutineer.user: share.text for share in key.make_key(one, by=officer_of(one))}
    person, text = next(iter(typed.items()))
    return at_once(
        lambda _: key.prove_share(Election.objects.get(pk=election), text, by=person), range(MANY)
    )


def published(election: int) -> list[str]:
    return _by_officer(election, opening.publish_receipts, "receipts_at")


def counted(election: int) -> list[str]:
    return _by_officer(election, result.count_election, "opening_at")


def declared(election: int) -> list[str]:
    return _by_officer(election, result.declare, "challenge_ends_at")


def _by_officer(election: int, act, instant: str) -> list[str]:
    def attempt(_):
        one = Election.objects.get(pk=election)
        act(one, by=officer_of(one), at=getattr(one, instant))

    return at_once(attempt, range(MANY))


def voided(election: int) -> list[str]:
    def attempt(_):
        one = Election.objects.get(pk=election)
        ending.void_poll(one, "Two shares are lost.", by=officer_of(one))

    return at_once(attempt, range(MANY))


def cast_in_a_void(contest: int) -> list[str]:
    """A vote arrives while the poll is declared void."""
    one = Contest.objects.get(pk=contest)
    entry = one.roll.select_related("organisation").first()
    voter = entry.organisation.delegates.get(is_voter=True).user
    return into_the_middle(
        lambda: ending.void_poll(one.election, "Two shares are lost.", by=officer_of(one.election)),
        (ending, "destroy_ballots"),
        lambda: voting.cast_ballot(
            one, entry.organisation, ranking=(1,), by=voter, at=one.election.poll_opens_at
        ),
    )


# After the count


def objected(contest: int) -> list[str]:
    """Each organisation on the roll objects."""
    entries = Contest.objects.get(pk=contest).roll.select_related("organisation")
    return at_once(lambda entry: _object(contest, entry.organisation), list(entries))


def _object(contest: int, organisation: Organisation) -> None:
    made = Objection(
        contest=Contest.objects.get(pk=contest),
        organisation=organisation,
        kind=Objection.Kind.OTHER,
        words="The form was closed early.",
    )
    person = participants.delegates_of(organisation)[0]
    objecting.raise_objection(made, by=person, at=made.contest.election.opening_at)


def objected_in_a_declaration(contest: int) -> list[str]:
    """Declared with the clock of its end, objected to with the clock of a moment before."""
    one = Contest.objects.get(pk=contest)
    organisation = one.roll.select_related("organisation").first().organisation
    return into_the_middle(
        lambda: _declare(one.election),
        (result, "destroy_ballots"),
        lambda: _object(contest, organisation),
    )


def _declare(election: Election) -> None:
    result.declare(election, by=officer_of(election), at=election.challenge_ends_at)


def signed(contest: int) -> list[str]:
    """A scrutineer signs in many tabs."""
    person = Contest.objects.get(pk=contest).election.scrutineers.first().user
    return at_once(lambda _: _sign(contest, person), range(MANY))


def _sign(contest: int, person) -> None:
    one = Contest.objects.get(pk=contest)
    scrutiny.sign_count(one, "agrees", by=person, at=one.election.opening_at)


def signed_in_a_declaration(contest: int) -> list[str]:
    """One scrutineer's signature is recorded as missing; they sign while the result is declared."""
    one = Contest.objects.get(pk=contest)
    late = one.election.scrutineers.order_by("pk").last().user
    return into_the_middle(
        lambda: _declare(one.election),
        (result, "destroy_ballots"),
        lambda: _sign(contest, late),
    )


# Seats


def counted_back(appointment: int, contest: int) -> list[str]:
    def act(_):
        one = Contest.objects.get(pk=contest)
        vacancy.count_back(
            one,
            Appointment.objects.get(pk=appointment),
            list(one.candidates.filter(number__in=[2, 3])),
            by=officer_of(one.election),
            at=noon(appointment),
        )

    return at_once(act, range(MANY))


def noon(appointment: int) -> dt.datetime:
    left = Appointment.objects.get(pk=appointment).ended_on
    return dt.datetime.combine(left, dt.time(12), dt.UTC)


def accepted(pk: int) -> list[str]:
    def act(_):
        one = Vacancy.objects.get(pk=pk)
        at = noon(one.appointment_id)
        vacancy.accept_vacancy(one, by=officer_of(one.contest.election), at=at)

    return at_once(act, range(MANY))


def taken(appointment: int) -> list[str]:
    """The code of conduct is accepted in many tabs."""
    version = code_of_conduct.CURRENT.version

    def act(_):
        one = Appointment.objects.get(pk=appointment)
        accept_code(one, version=version, by=one.user, on=one.starts_on)

    return at_once(act, range(MANY))


def reported(appointment: int, meeting: int) -> list[str]:
    """The report is sent by the link in the mail and from the page, many times."""

    def act(number):
        one, held = Appointment.objects.get(pk=appointment), Meeting.objects.get(pk=meeting)
        report = Report(meeting=held, attendance="attended", decisions=f"Version {number}.")
        send_report(one, report, by=one.user, by_link=number % 2 == 0, on=held.held_on)

    return at_once(act, range(MANY))
