"""A poll whose box nobody can open: it is void, and run again."""

from elections.blueprints import DRAW_SUBSTITUTE
from elections.models import Election
from elections.services import key
from elections.services.ending import void_poll
from elections.services.repeating import NewPoll, poll_again
from home.demo.stage import Demo

from .play import Play, Poll, seats_of
from .timetable import Days
from .words import AGAIN, LOTTERY, SHARES_LOST

VOID = Poll(
    title="Voluntary sector seat on the Housing Partnership",
    slug="housing",
    purpose="One person who speaks for the sector where homes are planned and allotted.",
    opens_in=-10,
)
AGAIN_IN = 6  # notice of poll is due on the next working day
NEW = (
    "poll_notice_at",
    "poll_opens_at",
    "poll_closes_at",
    "receipts_at",
    "opening_at",
    "challenge_ends_at",
)


def void(demo: Demo) -> None:
    """Two of three shares were lost while voting was open."""
    demo.say("A poll that was void, and is run again")
    play = Play.set_up(demo, VOID)
    contest = play.contest(seats_of("housing"))
    play.stand(contest, 3)
    play.make_key()
    play.freeze()
    play.cast(contest, 9)
    for place, name in enumerate(("scrutineer2", "scrutineer3")):
        key.report_lost(play.election, by=demo.people[name], at=play.at(4 + place, 11))
    void_poll(play.election, SHARES_LOST, by=play.officer, at=play.at(8, 9))
    _run_again(play)


def _run_again(play: Play) -> Election:
    """With a new key, which its scrutineers have shown to hold: notice of poll is all that is left to give."""
    days = Days(play.demo, AGAIN_IN)
    instants = days.instants()
    timetable = NewPoll(
        **{name: instants[name] for name in NEW},
        term_starts_on=days.term_starts_on,
        lot_event=LOTTERY,
        lot_substitute=DRAW_SUBSTITUTE,
    )
    contests = list(play.election.contests.all())
    again = poll_again(contests, AGAIN, timetable, by=play.officer)
    Play(play.demo, again, AGAIN_IN).make_key()
    return again
