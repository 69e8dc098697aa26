"""The timetable of every election of the demo: one shape, laid so that today falls into the phase it shows."""

import datetime as dt

from django.utils import timezone

from home.demo.stage import Demo

# The working day, counted from the one on which voting opens, and the hour. Working days, so that no act falls on a
# Sunday and every order and length holds across Christmas and Easter.
SHAPE = {
    "notice_at": (-30, 9),
    "nominations_open_at": (-25, 9),
    "nominations_close_at": (-10, 17),
    "withdrawals_close_at": (-7, 17),
    "poll_notice_at": (-5, 9),
    "poll_opens_at": (0, 9),
    "poll_closes_at": (7, 17),
    "receipts_at": (8, 9),
    "opening_at": (9, 10),
    "challenge_ends_at": (15, 17),
}
DRAW_TIME = (8, 21)
TERM = 25


class Days:
    """The days of one election, which opens its poll so many working days from today."""

    def __init__(self, demo: Demo, opens_in: int) -> None:
        self.demo = demo
        self.opens_in = opens_in

    def day(self, number: int) -> dt.date:
        return self.demo.working_day(self.opens_in + number)

    def at(self, number: int, hour: int = 9) -> dt.datetime:
        """An hour of a working day counted from the one on which voting opens."""
        return dt.datetime.combine(
            self.day(number), dt.time(hour), tzinfo=timezone.get_current_timezone()
        )

    def instants(self) -> dict[str, dt.datetime]:
        return {name: self.at(*when) for name, when in SHAPE.items()}

    @property
    def lot_at(self) -> dt.datetime:
        return self.at(*DRAW_TIME)

    @property
    def term_starts_on(self) -> dt.date:
        return self.day(TERM)
