"""When a seat may be filled, and when an appointment may be ended."""

import datetime as dt

import pytest

from assembly.partners import rules
from assembly.partners.models import Appointment, Seat

DAY = dt.date(2008, 9, 15)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)


def appointment(starts_on=dt.date(2007, 1, 1), ends_on=dt.date(2009, 1, 1), ended_on=None):
    return Appointment(name="Maya Hart", starts_on=starts_on, ends_on=ends_on, ended_on=ended_on)


FILLING = [
    # abolished  former's first day  reason
    (None,      None,               ""),
    (None,      BEFORE,             ""),
    (None,      DAY,                "a new term starts after that day"),
    (None,      AFTER,              "a new term starts after that day"),
    (AFTER,     None,               ""),
    (DAY,       None,               "was abolished"),
    (BEFORE,    None,               "was abolished"),
]  # fmt: skip


@pytest.mark.parametrize(("abolished_on", "former_from", "reason"), FILLING)
def test_seat_may_be_filled(abolished_on, former_from, reason):
    seat = Seat(title="Seat 1", abolished_on=abolished_on)
    former = appointment(starts_on=former_from) if former_from else None
    ruling = rules.may_be_filled(seat, starts_on=DAY, former=former)
    assert bool(ruling) is not bool(reason)
    assert reason in ruling.reason


ENDING = [
    # first day              term ends            ended    reason
    (dt.date(2007, 1, 1),    dt.date(2009, 1, 1), None,    ""),
    (DAY,                    dt.date(2009, 1, 1), None,    ""),
    (AFTER,                  dt.date(2009, 1, 1), None,    "cannot end before"),
    (dt.date(2007, 1, 1),    AFTER,               None,    ""),
    (dt.date(2007, 1, 1),    DAY,                 None,    "has ended already"),
    (dt.date(2007, 1, 1),    dt.date(2009, 1, 1), BEFORE,  "has ended already"),
]  # fmt: skip


@pytest.mark.parametrize(("starts_on", "ends_on", "ended_on", "reason"), ENDING)
def test_appointment_may_be_ended(starts_on, ends_on, ended_on, reason):
    ruling = rules.may_be_ended(appointment(starts_on, ends_on, ended_on), on=DAY)
    assert bool(ruling) is not bool(reason)
    assert reason in ruling.reason
