"""After a poll: a result that can be challenged, one that waits to be declared, one that is declared."""

from assembly.partners.code_of_conduct import CURRENT
from assembly.partners.models import Appointment, Meeting
from assembly.partners.services import accept_code
from elections.models import Contest, CountSignature, Objection
from elections.services import key
from elections.services.objecting import decide_objection, raise_objection
from elections.services.scrutiny import record_missing, sign_count
from home.demo import representatives
from home.demo.representatives import STRATEGIC_BOARD
from home.demo.stage import Demo

from .play import SCRUTINEERS, Play, Poll, seats_of
from .words import DISPUTE_ANSWERED, DISPUTED, ILL, OBJECTION, REMARK

PROVISIONAL = Poll(
    title="Voluntary sector seats on the Health and Well-being Partnership",
    slug="health-and-well-being",
    purpose="Two people who speak for the sector where health and social care are planned.",
    opens_in=-12,
)
UNDECLARED = Poll(
    title="Voluntary sector seat on the Transport Partnership",
    slug="transport",
    purpose="One person who speaks for the sector where buses, lifts and footpaths are planned.",
    opens_in=-16,
)
DECLARED = Poll(
    title="Voluntary sector seats on the Wiltshire Strategic Board",
    slug="strategic-board",
    purpose="Three people who speak for the sector where the community strategy of the county is made. "
    "Until now they were invited; from now on they are elected.",
    opens_in=-60,
)
AGREES, REMARKS = CountSignature.Statement.AGREES, CountSignature.Statement.REMARK


def provisional(demo: Demo) -> None:
    """Counted; two have signed and the third may. One objection is answered, another waits."""
    demo.say("An election whose result can be challenged")
    play = Play.set_up(demo, PROVISIONAL)
    contest = play.contest(seats_of("health-and-well-being"))
    voted, shares = play.up_to_the_receipts(contest, candidates=5, ballots=31)
    play.open_and_count(shares)
    for name in SCRUTINEERS[1:]:
        sign_count(contest, AGREES, by=demo.people[name], at=play.at(10, 12))
    disputed = Objection(
        contest=contest, organisation=voted[0], kind=Objection.Kind.NOT_CAST, words=DISPUTED
    )
    raise_objection(disputed, by=demo.voters[voted[0].pk], at=play.at(10, 15))
    decide_objection(
        disputed,
        Objection.Outcome.UNFOUNDED,
        DISPUTE_ANSWERED,
        by=play.officer,
        at=play.at(11, 16),
    )
    waiting = Objection(
        contest=contest,
        organisation=demo.organisations[0],
        kind=Objection.Kind.OTHER,
        words=OBJECTION,
    )
    raise_objection(waiting, by=demo.people["asha"], at=play.at(12, 11))


def undeclared(demo: Demo) -> None:
    """The challenge period is over, and the returning officer can declare. Few voted, so only totals are published."""
    demo.say("An election that waits to be declared")
    play = Play.set_up(demo, UNDECLARED)
    contest = play.contest(seats_of("transport"))
    _, shares = play.up_to_the_receipts(contest, candidates=3, ballots=11)
    play.open_and_count(shares)
    first, second, third = play.election.scrutineers.order_by("pk")
    sign_count(contest, AGREES, by=first.user, at=play.at(10, 12))
    sign_count(contest, REMARKS, REMARK, by=second.user, at=play.at(11, 12))
    record_missing(contest, third, ILL, by=play.officer, at=play.at(14, 12))


def declared(demo: Demo) -> None:
    """Three sit. One reports, the report of another is overdue, and the third left: a seat to fill by countback."""
    demo.say("An election declared with its result, and a seat of it that fell vacant")
    play = Play.set_up(demo, DECLARED)
    contest = play.contest(seats_of(STRATEGIC_BOARD))
    _, shares = play.up_to_the_receipts(contest, candidates=8, ballots=61)
    play.open_and_count(shares)
    sign_all(play, contest)
    elected = play.declare()
    for name in SCRUTINEERS[:2]:
        key.say_destroyed(play.election, by=demo.people[name], at=play.at(16, 12))
    reporting, _, leaving = take_seats(elected)
    board = Meeting.objects.filter(partnership=contest.partnership)
    meeting = board.filter(held_on__gte=reporting.starts_on).earliest("held_on")
    for held in (reporting, leaving):
        representatives.report(held, meeting, there=True)
    representatives.leave(demo, leaving, on=demo.working_day(-6))


def sign_all(play: Play, contest: Contest) -> None:
    for name in SCRUTINEERS:
        sign_count(contest, AGREES, by=play.demo.people[name], at=play.at(10, 12))


def take_seats(elected: list[Appointment]) -> list[Appointment]:
    """Those elected accept the code on their first day."""
    return [
        accept_code(held, version=CURRENT.version, by=held.user, on=held.starts_on)
        for held in elected
        if held.user
    ]
