"""A seat that fell vacant, and the by-election for it: nominations are closed, and one share waits to be shown."""

from elections.blueprints import propose_by_election
from elections.models import Contest
from elections.services.vacancy import call_by_election
from home.demo import representatives
from home.demo.stage import Demo

from .play import SCRUTINEERS, Play, Poll, seats_of
from .results import sign_all, take_seats
from .timetable import Days

BEFORE = Poll(
    title="Voluntary sector seat 2 on the Infrastructure Consortium",
    slug="infrastructure-consortium-seat-2",
    purpose="One person who speaks for the members where support for the sector is planned.",
    opens_in=-150,
)
LEFT = -25  # working days from today
BY_ELECTION = "infrastructure-consortium-by-election"
BY_ELECTION_IN = 9


def by_election(demo: Demo) -> None:
    demo.say("An election of last year, and the by-election after it")
    before = Play.set_up(demo, BEFORE)
    [seat] = seats_of("infrastructure-consortium", 2)
    contest = before.contest([seat], vacancy_rule=Contest.VacancyRule.BY_ELECTION)
    _, shares = before.up_to_the_receipts(contest, candidates=3, ballots=14)
    before.open_and_count(shares)
    sign_all(before, contest)
    [held] = take_seats(before.declare())
    left = representatives.leave(demo, held, on=demo.working_day(LEFT))

    days = Days(demo, BY_ELECTION_IN)
    proposal = propose_by_election(contest, seat, days.day(-30))
    election = proposal.election
    election.slug, election.returning_officer = BY_ELECTION, before.officer
    for name, instant in days.instants().items():
        setattr(election, name, instant)
    election.term_starts_on = days.term_starts_on
    for one, _seats in proposal.contests:
        one.lot_at = one.lot_substitute_at = days.lot_at
    call_by_election(contest, left, election, proposal.contests, by=before.officer, at=days.at(-31))
    play = Play(demo, election, BY_ELECTION_IN)
    play.stand(election.contests.get(), 3)
    first = SCRUTINEERS[0]
    handed = play.make_key(unseen=first)
    demo.say(f"  {demo.people[first]} has yet to show this share of its key:")
    demo.say(f"    {handed[first]}")
