"""Accepting the code of conduct and so taking a seat; declaring interests; what is shown until then."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

import pytest

from assembly.accounts.portability import parts_about
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.partners import code_of_conduct, retention, rules, selectors, services, wording
from assembly.partners.models import Appointment, Declaration, Partnership
from tests.factories.membership import UserFactory
from tests.factories.partners import AppointmentFactory, SeatFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2008, 9, 15)
VERSION = code_of_conduct.CURRENT.version
TO_TAKE = {"taken_on": None, "code_version": ""}


def waiting(**fields):
    return AppointmentFactory(**{**TO_TAKE, **fields})


def place(appointment, on=DAY):
    kind = Partnership.Kind(appointment.seat.partnership.kind)
    ((found,),) = [board.places for board in selectors.boards([kind], on)]
    return found


def test_an_appointment_is_to_be_taken(dev):
    holder = services.Holder(name="Maya Hart", interests="Trustee of the hospice.")
    election = services.ElectedIn(
        id=7, title="Board", path="/elections/board/", vote="Elected with 34.00 votes."
    )
    made = services.appoint(
        SeatFactory(),
        holder,
        basis=Appointment.Basis.ELECTED,
        starts_on=DAY,
        by=dev,
        election=election,
    )
    assert not made.is_taken
    assert made.vote == "Elected with 34.00 votes."
    declared = made.declarations.get()
    assert (declared.anything_else, declared.at_nomination) == ("Trustee of the hospice.", True)
    assert declared.rows == [("Interests", "Trustee of the hospice.")]
    assert dict(wording.facts(made, DAY))["Basis"] == "Elected: Board. Elected with 34.00 votes."


def test_accepting_the_code_takes_the_seat_and_is_recorded(asha):
    appointment = waiting(user=asha, basis="elected")
    assert not place(appointment).is_democratic
    services.accept_code(appointment, version=VERSION, by=asha, on=DAY)
    appointment.refresh_from_db()
    assert (appointment.taken_on, appointment.code_version) == (DAY, VERSION)
    assert place(appointment).is_democratic
    assert Event.objects.get(name="partners.code_accepted").data == {
        "version": VERSION,
        "on": "2008-09-15",
        "on_paper": False,
    }


REFUSED = [
    # fields                                       version   sentence
    ({"taken_on": DAY, "code_version": VERSION},   VERSION,  "took this seat on 15 September 2008"),
    ({"ended_on": dt.date(2008, 9, 1)},            VERSION,  "has ended"),
    ({},                                           "0",      "has changed since you opened this page"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "version", "sentence"), REFUSED)
def test_the_code_is_not_accepted(asha, fields, version, sentence):
    appointment = waiting(user=asha, **fields)
    with pytest.raises(RuleBroken, match=sentence):
        services.accept_code(appointment, version=version, by=asha, on=DAY)
    assert not Event.objects.exists()


def test_nobody_accepts_for_somebody_else(asha, dev):
    with pytest.raises(RuleBroken, match="Only the person who is appointed"):
        services.accept_code(waiting(user=asha), version=VERSION, by=dev, on=DAY)


def test_a_signed_paper_is_recorded_for_who_has_no_account(dev):
    appointment = services.record_signed_code(waiting(), signed_on=DAY, by=dev, on=DAY)
    assert (appointment.taken_on, appointment.taken_on_paper) == (DAY, True)
    assert "accepted on paper, on 15 September 2008" in wording.taking(appointment, DAY)


def test_a_signed_paper_is_refused_for_who_has_an_account_or_of_a_day_to_come(asha, dev):
    with pytest.raises(RuleBroken, match="accepts the code there"):
        services.record_signed_code(waiting(user=asha), signed_on=DAY, by=dev, on=DAY)
    with pytest.raises(RuleBroken, match="a day to come"):
        services.record_signed_code(waiting(), signed_on=DAY + dt.timedelta(days=1), by=dev, on=DAY)


def test_the_database_keeps_version_and_day_together():
    with pytest.raises(IntegrityError), transaction.atomic():
        AppointmentFactory(taken_on=None, code_version="1")


SAID = [
    ({},                                             DAY,                  "Version 1 accepted on 1 January 2008"),
    ({"code_version": ""},                           DAY,                  "before there was a code"),
    (TO_TAKE,                                        dt.date(2007, 12, 1), "the term starts on 1 January 2008"),
    (TO_TAKE,                                        dt.date(2008, 1, 2),  "yet, 1 day into the term"),
    (TO_TAKE,                                        dt.date(2008, 1, 13), "yet, 12 days into the term"),
    ({**TO_TAKE, "ended_on": dt.date(2008, 2, 1)},   DAY,                  "Never accepted"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "on", "words"), SAID)
def test_what_is_said_of_the_code(fields, on, words):
    assert words in wording.taking(AppointmentFactory(**fields), on)


def test_who_is_appointed_and_has_not_taken_the_seat_is_shown_and_not_counted(client):
    today = timezone.localdate()
    appointment = waiting(
        name="Maya Hart",
        basis="elected",
        starts_on=today - dt.timedelta(days=3),
        ends_on=today + dt.timedelta(days=300),
    )
    response = client.get("/representatives/")
    page = response.content.decode()
    assert response.context["percent"] == "0%"
    assert "Elected, not yet taken" in page
    assert "Has not accepted the code yet, 3 days into the term" in page
    share = selectors.share(selectors.boards([Partnership.Kind.THEMATIC], today))
    assert (share.untaken, share.vacant) == (1, 0)
    assert (
        "Has not accepted the code yet"
        in client.get(appointment.get_absolute_url()).content.decode()
    )


def test_declarations_are_kept_with_their_days(asha, client):
    appointment = AppointmentFactory(user=asha)
    assert (
        "No declaration of interests is on record"
        in client.get(appointment.get_absolute_url()).content.decode()
    )
    for day, employer in ((DAY, "The hospice"), (DAY + dt.timedelta(days=1), "The council")):
        services.declare_interests(
            appointment,
            Declaration(employer=employer, funding="None", other_seats="None"),
            by=asha,
            on=day,
        )
    assert selectors.declaration_of(appointment).employer == "The council"
    page = client.get(appointment.get_absolute_url()).content.decode()
    assert (
        page.index("The council") < page.index("Earlier declarations") < page.index("The hospice")
    )
    assert str(selectors.declaration_of(appointment)) == "Declaration of 16 September 2008"


def test_nobody_declares_for_somebody_with_an_account_nor_after_the_term(asha, dev):
    nothing = Declaration(employer="None", funding="None", other_seats="None")
    with pytest.raises(RuleBroken, match="can declare their interests"):
        services.declare_interests(AppointmentFactory(user=asha), nothing, by=dev, on=DAY)
    with pytest.raises(RuleBroken, match="has ended"):
        services.declare_interests(AppointmentFactory(), nothing, by=dev, on=dt.date(2010, 1, 1))


def test_declarations_are_forgotten_a_year_after_the_seat_was_left():
    appointment = AppointmentFactory()  # until the end of 2009
    appointment.declarations.create(declared_on=DAY, employer="The hospice")
    assert retention.forget_declarations(dt.date(2010, 12, 31)) == 0
    assert retention.forget_declarations(dt.date(2011, 1, 1)) == 1


def test_the_copy_of_ones_data_has_declarations(asha):
    AppointmentFactory(user=asha).declarations.create(declared_on=DAY, employer="The hospice")
    (part,) = [part for part in parts_about(asha) if part.heading == "Interests you declared"]
    assert part.lines[0]["Employer"] == "The hospice"


def test_only_the_holder_who_took_the_seat_acts_in_it(asha):
    assert not rules.may_act(AppointmentFactory(user=asha), by=UserFactory())
    assert not rules.may_act(waiting(user=asha), by=asha)
    assert rules.may_act(AppointmentFactory(user=asha), by=asha)


def test_the_seat_is_taken_on_the_screen(client, asha):
    today = timezone.localdate()
    appointment = waiting(user=asha, starts_on=today, ends_on=today + dt.timedelta(days=9))
    client.force_login(asha)
    my = client.get("/my/").content.decode()
    assert "Accept the code of conduct, and so take your seat" in my
    assert "Declare your interests" in my
    url = f"/my/seats/{appointment.pk}/code/"
    assert "Tick the box" in client.post(url, {"version": VERSION}).content.decode()
    client.post(url, {"version": VERSION, "accepts": "on"})
    appointment.refresh_from_db()
    assert appointment.is_taken
    assert "take your seat" not in client.get("/my/").content.decode()
