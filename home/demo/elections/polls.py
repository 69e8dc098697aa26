"""Polls: a rehearsal, one that is open, one whose box waits to be opened."""

from elections.models import Candidate
from elections.services import setup, voting
from home.demo.representatives import LAA_BOARD
from home.demo.stage import Demo

from .play import Play, Poll, seats_of

REHEARSAL = Poll(
    title="Try out how voting works",
    slug="rehearsal",
    purpose="Everything is as in a real election, but for who stands: cheeses. Each organisation has one vote, and it "
    "decides nothing.",
    opens_in=-1,
)
CHEESES = ["Double Gloucester", "Lancashire", "Red Leicester", "Stilton", "Wensleydale"]

OPEN = Poll(
    title="Voluntary sector seats on the Local Area Agreement Board",
    slug="laa-board",
    purpose="Two people who speak for the sector where the targets of the county are agreed with government.",
    opens_in=-2,
)
ON_PAPER = 6  # enough to enter a batch, with one to spare

CLOSED = Poll(
    title="Voluntary sector seats on Stronger Resilient Communities",
    slug="stronger-resilient-communities",
    purpose="Two people who speak for the sector where the county plans how communities help themselves.",
    opens_in=-10,
)


def rehearsal(demo: Demo) -> None:
    demo.say("A rehearsal")
    play = Play.set_up(demo, REHEARSAL, is_rehearsal=True)
    contest = play.contest(seats_of("coordinating-group"), title="The best cheese")
    for name, organisation in zip(CHEESES, demo.someones(len(CHEESES)), strict=True):
        cheese = Candidate(contest=contest, number=1, name=name, organisation=organisation)
        setup.add_candidate(cheese, by=play.officer, at=play.at(-12))
    play.make_key()
    play.freeze()
    play.cast(contest, 4)


def open_for_voting(demo: Demo) -> None:
    """Most vote on the screen; some envelopes came by post, and wait to be entered."""
    demo.say("An election open for voting")
    play = Play.set_up(demo, OPEN)
    contest = play.contest(seats_of(LAA_BOARD))
    play.stand(contest, 6)
    shares = play.make_key()
    play.freeze()
    play.cast(contest, 27)
    cast = [organisation.pk for organisation in demo.organisations[:3]]
    silent = contest.roll.filter(voted_on=None, organisation__in=demo.voters)
    for entry in silent.exclude(organisation__in=cast).select_related("organisation")[:ON_PAPER]:
        voting.mark_envelope(
            contest,
            entry.organisation,
            signed_by=demo.voters[entry.organisation_id],
            by=play.officer,
            at=play.at(2, 12),
        )
    demo.say("  Two of these shares open its box after the close:")
    for text in shares.values():
        demo.say(f"    {text}")


def closed(demo: Demo) -> None:
    """The receipts are published and the draw is recorded: the box can be opened now."""
    demo.say("An election whose ballot box can be opened")
    play = Play.set_up(demo, CLOSED)
    contest = play.contest(seats_of("stronger-resilient-communities"))
    _, shares = play.up_to_the_receipts(contest, candidates=5, ballots=24)
    demo.say("  Two of these shares open its box now:")
    for text in shares:
        demo.say(f"    {text}")
