"""The Support Unit's screens for partners and seats."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.core.models import Event
from assembly.partners.models import Appointment, PublicBody
from tests.factories.membership import UserFactory
from tests.factories.partners import AppointmentFactory, PublicBodyFactory, SeatFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def support_unit(client, dev):
    client.force_login(dev)
    return client


def answers(**changed):
    return {
        "name": "Maya Hart",
        "account": "",
        "organisation": "",
        "basis": "invited",
        "starts_on": "2008-09-15",
        **changed,
    }


@pytest.mark.parametrize("office", ["Assembly Board", "Returning officer", "Public body officer"])
def test_other_offices_appoint_nobody(client, office):
    seat = SeatFactory()
    client.force_login(UserFactory(office=office))
    client.post(f"/cms/representatives/{seat.pk}/appoint/", answers())
    assert not Appointment.objects.exists()


def test_seats_are_listed_with_their_holders(support_unit):
    AppointmentFactory(name="Maya Hart", starts_on="2008-01-01", ends_on="2999-01-01")
    SeatFactory(title="Empty seat")
    page = support_unit.get("/cms/representatives/").content.decode()
    assert "Maya Hart" in page
    assert "Vacant" in page


def test_no_seat_says_what_to_do(support_unit):
    assert "There is no seat yet" in support_unit.get("/cms/representatives/").content.decode()


def test_somebody_is_appointed(support_unit, asha, member, dev):
    seat = SeatFactory()
    url = f"/cms/representatives/{seat.pk}/appoint/"
    assert support_unit.get(url).status_code == 200
    support_unit.post(url, answers(account="ASHA@example.org", organisation=member.pk))
    appointment = Appointment.objects.get()
    assert (appointment.user, appointment.organisation, appointment.seat) == (asha, member, seat)
    assert appointment.starts_on == dt.date(2008, 9, 15)
    assert Event.objects.get(name="partners.appointed").actor_id == dev.pk


def test_unknown_account_is_named(support_unit):
    url = f"/cms/representatives/{SeatFactory().pk}/appoint/"
    page = support_unit.post(url, answers(account="nobody@example.org")).content.decode()
    assert "There is no account with this e-mail address" in page


def test_refusal_is_shown_above_the_form(support_unit):
    appointment = AppointmentFactory(starts_on="2008-10-01", ends_on="2010-10-01")
    url = f"/cms/representatives/{appointment.seat_id}/appoint/"
    page = support_unit.post(url, answers()).content.decode()
    assert "a new term starts after that day" in page
    assert Appointment.objects.count() == 1


def test_abolished_seat_is_not_found(support_unit):
    seat = SeatFactory(abolished_on="2008-01-01")
    assert support_unit.get(f"/cms/representatives/{seat.pk}/appoint/").status_code == 404


def test_appointment_is_ended(support_unit):
    appointment = AppointmentFactory()
    url = f"/cms/representatives/appointments/{appointment.pk}/end/"
    assert appointment.name in support_unit.get(url).content.decode()
    support_unit.post(url, {"on": "2008-09-15"})
    appointment.refresh_from_db()
    assert appointment.ended_on == dt.date(2008, 9, 15)


def test_public_body_is_added_and_changed_and_both_are_recorded(support_unit):
    body = {
        "name": "Wiltshire Fire Authority",
        "short_name": "the fire service",
        "slug": "fire",
        "kind": "other",
        "website": "fire.example.org",
        "departments-TOTAL_FORMS": "0",
        "departments-INITIAL_FORMS": "0",
        "officers-TOTAL_FORMS": "0",
        "officers-INITIAL_FORMS": "0",
    }
    support_unit.post("/cms/publicbody/new/", body)
    added = PublicBody.objects.get(slug="fire")
    assert added.website == "https://fire.example.org"
    support_unit.post(f"/cms/publicbody/edit/{added.pk}/", {**body, "name": "Fire and Rescue"})
    assert list(Event.objects.values_list("name", "subject_id", "data")) == [
        ("partners.publicbody_added", added.pk, {}),
        ("partners.publicbody_changed", added.pk, {"name": True}),
    ]


@pytest.mark.parametrize("model", ["publicbody", "department", "officer", "partnership", "seat"])
def test_staff_screens_open_for_the_support_unit_alone(support_unit, client, model):
    PublicBodyFactory()
    for path in [f"/cms/{model}/", f"/cms/{model}/new/"]:
        assert support_unit.get(path).status_code == 200
    client.force_login(UserFactory(office="Assembly Board"))
    assert client.get(f"/cms/{model}/new/").status_code == 302


def test_nothing_can_be_deleted_or_copied(support_unit):
    body = PublicBodyFactory()
    support_unit.post(f"/cms/publicbody/delete/{body.pk}/")
    assert PublicBody.objects.filter(pk=body.pk).exists()
    assert support_unit.get(f"/cms/publicbody/copy/{body.pk}/").status_code == 404


def test_the_list_of_seats_shows_the_vacant_ones_and_those_whose_term_ends_soon(support_unit):
    today = timezone.localdate()
    SeatFactory(title="Empty seat")
    SeatFactory(title="Seat that is no more", abolished_on=today)
    for title, days in [("Seat for long", 91), ("Seat until soon", 90)]:
        AppointmentFactory(
            seat=SeatFactory(title=title),
            starts_on=today - dt.timedelta(days=9),
            ends_on=today + dt.timedelta(days=days),
        )
    AppointmentFactory(
        seat=SeatFactory(title="Seat given up"),
        starts_on=today - dt.timedelta(days=9),
        ends_on=today + dt.timedelta(days=900),
        ended_on=today + dt.timedelta(days=9),
    )

    def shown(**chosen):
        page = support_unit.get("/cms/seat/", chosen).content.decode()
        titles = [
            "Empty seat",
            "Seat that is no more",
            "Seat for long",
            "Seat until soon",
            "Seat given up",
        ]
        return [title for title in titles if title in page]

    assert len(shown()) == 5
    assert shown(held="vacant") == ["Empty seat"]
    assert shown(held="ending") == ["Seat until soon", "Seat given up"]
