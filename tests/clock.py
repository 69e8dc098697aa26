"""Run the tests on another day: `CLOCK=2028-02-29T12:00 pytest` starts their clock there, in UTC.

No test may depend on the day, the hour or the year it runs on: what fails on 29 February, on the night when the clocks
change or over the turn of the year is found before. The programs that tests start travel too, because they read the
settings of the tests. PostgreSQL keeps the real clock, and so does what makes the database of the tests, which runs on
other days use too.
"""

import datetime as dt
import os
import time

import time_machine


def start() -> None:
    """Travel, if CLOCK is set: a program that starts later comes to the instant that the tests have reached."""
    if "CLOCK" not in os.environ or time_machine.escape_hatch.is_travelling():
        return
    began = float(os.environ.setdefault("CLOCK_BEGAN_AT", str(time.time())))
    at = dt.datetime.fromisoformat(os.environ["CLOCK"]).replace(tzinfo=dt.UTC)
    time_machine.travel(at + dt.timedelta(seconds=time.time() - began), tick=True).start()
