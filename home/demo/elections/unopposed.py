"""Elections without a poll: nobody is opposed, or nobody stands."""

from assembly.partners.models import Seat
from home.demo.representatives import COUNTY_FORUM
from home.demo.stage import Demo

from .play import Play, Poll, seats_of
from .results import take_seats

UNOPPOSED = Poll(
    title="Voluntary sector seat on the Community Safety Partnership",
    slug="community-safety",
    purpose="One person who speaks for the sector where the county plans how people are safe at home and outside.",
    opens_in=3,
)
WITHOUT_POLL = Poll(
    title="Two empty seats: Environment Alliance and County Forum",
    slug="empty-seats",
    purpose="Both seats stood empty. One of them stays so, because nobody was put forward for it.",
    opens_in=-32,
)


def unopposed(demo: Demo) -> None:
    """As many candidates as seats: there is no vote, and the returning officer can declare at once."""
    demo.say("An election in which nobody is opposed")
    play = Play.set_up(demo, UNOPPOSED)
    play.stand(play.contest(seats_of("community-safety")), 1)
    play.freeze()


def without_poll(demo: Demo) -> None:
    """Declared: one seat is filled unopposed, for the other nobody stood, and it stays vacant."""
    demo.say("An election without a vote, and a seat that stays vacant")
    play = Play.set_up(demo, WITHOUT_POLL)
    play.stand(play.contest(seats_of("environment-alliance", 2)), 1)
    play.contest([Seat.objects.get(partnership__slug=COUNTY_FORUM, appointments=None)])
    play.freeze()
    take_seats(play.declare())
