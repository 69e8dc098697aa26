"""Appointing representatives and ending appointments."""

import datetime as dt

from django.db import IntegrityError, transaction

import pytest

from assembly.core.days import months_after
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Notification
from assembly.partners import services
from assembly.partners.models import Appointment
from tests.factories.partners import AppointmentFactory, SeatFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2008, 9, 15)


@pytest.fixture
def seat():
    return SeatFactory(term_months=24)


def appoint(seat, by, *, basis="elected", starts_on=DAY, election=None, **holder):
    return services.appoint(
        seat,
        services.Holder(**{"name": "Maya Hart", **holder}),
        basis=Appointment.Basis(basis),
        starts_on=starts_on,
        by=by,
        election=election,
    )


def test_term_is_that_of_the_seat(seat, dev, member):
    appointment = appoint(seat, dev, organisation=member)
    assert (appointment.starts_on, appointment.ends_on) == (DAY, dt.date(2010, 9, 15))
    assert appointment.last_day == dt.date(2010, 9, 14)
    assert (appointment.organisation, appointment.basis) == (member, "elected")
    event = Event.objects.get(name="partners.appointed")
    assert (event.actor_id, event.data) == (dev.pk, {"seat": seat.pk, "basis": "elected"})


def test_election_is_kept_as_a_reference(seat, dev):
    election = services.ElectedIn(id=7, title="Board election 2008", path="/elections/board-2008/")
    appointment = appoint(seat, dev, election=election)
    assert (appointment.election_id, appointment.election_title, appointment.election_path) == (
        7,
        "Board election 2008",
        "/elections/board-2008/",
    )


FORMER = [
    # the former term ended on    so it is recorded as ended on
    (dt.date(2008, 9, 1),         dt.date(2008, 9, 1)),
    (dt.date(2009, 9, 1),         DAY),
]  # fmt: skip


@pytest.mark.parametrize(("ends_on", "ended_on"), FORMER)
def test_former_holder_leaves_at_the_latest_that_day(seat, dev, asha, ends_on, ended_on):
    former = AppointmentFactory(seat=seat, ends_on=ends_on, user=asha)
    new = appoint(seat, dev)
    former.refresh_from_db()
    assert former.ended_on == ended_on
    assert list(Appointment.objects.on(DAY)) == [new]
    assert Event.objects.get(name="partners.appointment_ended").subject_id == former.pk
    assert Notification.objects.get(user=asha).kind == "partners/appointment_ended"


def test_holder_is_told_that_it_is_public(seat, dev, asha):
    appoint(seat, dev, user=asha)
    told = Notification.objects.get(user=asha)
    assert told.kind == "partners/appointed"
    assert told.url == seat.partnership.get_absolute_url()


def test_who_is_appointed_again_is_not_told_to_leave(seat, dev, asha):
    AppointmentFactory(seat=seat, user=asha)
    appoint(seat, dev, user=asha)
    assert [row.kind for row in Notification.objects.filter(user=asha)] == ["partners/appointed"]


def test_refused_appointment_changes_nothing(seat, dev):
    former = AppointmentFactory(seat=seat, starts_on=DAY)
    with pytest.raises(RuleBroken, match="a new term starts after that day"):
        appoint(seat, dev)
    former.refresh_from_db()
    assert former.ended_on is None
    assert not Event.objects.exists()


def test_database_keeps_two_people_off_one_seat(seat):
    AppointmentFactory(seat=seat)
    with pytest.raises(IntegrityError), transaction.atomic():
        AppointmentFactory(seat=seat)


def test_ended_appointment_leaves_the_seat_vacant(seat, dev, asha):
    appointment = AppointmentFactory(seat=seat, user=asha)
    services.end_appointment(appointment, by=dev, on=DAY)
    assert list(Appointment.objects.on(DAY)) == []
    assert list(Appointment.objects.on(DAY - dt.timedelta(days=1))) == [appointment]
    assert Event.objects.get(name="partners.appointment_ended").data == {"on": "2008-09-15"}
    assert Notification.objects.get(user=asha).kind == "partners/appointment_ended"


def test_appointment_ends_once(seat, dev):
    appointment = AppointmentFactory(seat=seat, ended_on=dt.date(2008, 9, 1))
    with pytest.raises(RuleBroken, match="has ended already"):
        services.end_appointment(appointment, by=dev, on=DAY)


def test_appointment_ends_today_if_no_day_is_given(seat, dev):
    future = dt.date(2999, 1, 1)
    appointment = AppointmentFactory(seat=seat, ends_on=future)
    assert services.end_appointment(appointment, by=dev).ended_on < future


MONTHS = [
    (dt.date(2008, 1, 31), 1, dt.date(2008, 2, 29)),
    (dt.date(2008, 1, 31), 13, dt.date(2009, 2, 28)),
    (dt.date(2008, 12, 15), 1, dt.date(2009, 1, 15)),
    (dt.date(2008, 2, 29), 24, dt.date(2010, 2, 28)),
    (dt.date(2008, 9, 15), 24, dt.date(2010, 9, 15)),
]


@pytest.mark.parametrize(("day", "months", "after"), MONTHS)
def test_terms_are_calendar_months(day, months, after):
    assert months_after(day, months) == after
