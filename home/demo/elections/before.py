"""Before a poll: in preparation, announced, nominations closed, notice of poll given."""

from assembly.partners.models import Partnership
from elections.blueprints import propose
from elections.services.setup import create_with_contests
from home.demo.representatives import ASSEMBLY_BOARD
from home.demo.stage import Demo

from .play import Play, Poll, seats_of

DRAFT = "assembly-board"
TO_THE_NOTICE = 10

ANNOUNCED = Poll(
    title="Voluntary sector seat on the Accountable Bodies Group",
    slug="accountable-bodies-group",
    purpose="One person who speaks for the sector where money of the county is handed on and accounted for. Until now "
    "somebody was invited; from now on they are elected.",
    opens_in=28,
)
NOTICE_OF_POLL = Poll(
    title="Voluntary sector seat 1 on the Infrastructure Consortium",
    slug="infrastructure-consortium",
    purpose="One person who speaks for the members where support for the sector is planned.",
    opens_in=3,
)


def draft(demo: Demo) -> None:
    """From the template, as it stands: nobody but its returning officer sees it yet."""
    demo.say("An election in preparation")
    board = Partnership.objects.get(slug=ASSEMBLY_BOARD)
    proposal = propose(board, demo.working_day(TO_THE_NOTICE))
    proposal.election.slug = DRAFT
    proposal.election.returning_officer = demo.people["efua"]
    create_with_contests(proposal.election, proposal.contests, by=demo.people["efua"])


def announced(demo: Demo) -> None:
    demo.say("An election of which notice was given")
    play = Play.set_up(demo, ANNOUNCED)
    play.contest(seats_of("accountable-bodies-group"))


def notice_of_poll(demo: Demo) -> None:
    demo.say("An election whose roll is frozen, before voting opens")
    play = Play.set_up(demo, NOTICE_OF_POLL)
    contest = play.contest(seats_of("infrastructure-consortium", 1))
    play.stand(contest, 3)
    play.make_key()
    play.freeze()
