"""The demo's elections stand in their phases on whatever day, and at whatever hour, it is started."""

import datetime as dt

from django.db import connection
from django.utils import timezone

import pytest

from elections.timetable import Phase, Timetable
from home.demo.elections import before, nominations, polls, repeated, results, unopposed, vacancy
from home.demo.elections.timetable import Days
from home.demo.stage import Demo

FIRST_DAY = dt.date(2027, 12, 1)
DAYS = (
    500  # two Christmases, an Easter, a day that a leap year has more, and both turns of the clock
)

PHASES = [
    (before.ANNOUNCED.opens_in, Phase.NOTICE),
    (nominations.NOMINATIONS.opens_in, Phase.NOMINATIONS),
    (vacancy.BY_ELECTION_IN, Phase.WITHDRAWALS),
    (repeated.AGAIN_IN, Phase.SETTLED),
    (before.NOTICE_OF_POLL.opens_in, Phase.POLL_NOTICE),
    (unopposed.UNOPPOSED.opens_in, Phase.POLL_NOTICE),
    (polls.REHEARSAL.opens_in, Phase.POLL),
    (polls.OPEN.opens_in, Phase.POLL),
    (polls.CLOSED.opens_in, Phase.CHALLENGE),
    (results.PROVISIONAL.opens_in, Phase.CHALLENGE),
    (results.UNDECLARED.opens_in, Phase.DECLARATION),
    (results.DECLARED.opens_in, Phase.DECLARATION),
]


@pytest.mark.django_db  # a bank holiday may be entered
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the demo runs on SQLite alone")
@pytest.mark.parametrize("hour", [0, 23])
@pytest.mark.parametrize(("opens_in", "phase"), PHASES)
def test_the_phase_holds_on_every_day(opens_in, phase, hour):
    for number in range(DAYS):
        on = FIRST_DAY + dt.timedelta(days=number)
        now = dt.datetime.combine(on, dt.time(hour), tzinfo=timezone.get_current_timezone())
        days = Days(Demo(now=now), opens_in)
        timetable = Timetable(**days.instants())
        assert timetable.problems() == [], on
        assert timetable.phase(now) == phase, on
        assert timetable.poll_closes_at <= days.lot_at <= timetable.opening_at, on
        assert days.term_starts_on >= timezone.localdate(timetable.challenge_ends_at), on
