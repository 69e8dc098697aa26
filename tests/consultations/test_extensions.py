"""Extending: a later day only, only while it is open, by the Board alone, and never unseen."""

import datetime as dt

from django.db import Error, transaction
from django.db.models import QuerySet
from django.urls import reverse

import pytest
import time_machine

from assembly.compact.services import load_example
from assembly.consultations.calendar import dates
from assembly.consultations.models import Consultation, Extension, ExtensionRequest
from assembly.consultations.publishing import extensions, services
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.core.to_do import tasks_for
from assembly.notifications.models import Notification
from tests.consultations.conftest import publish
from tests.factories.consultations import proposal

pytestmark = pytest.mark.django_db
LATER = dt.date(2008, 12, 15)
WHY = "The post was on strike."
PAGE = "/consultations/wcc/day-services/"


def at(*moment):
    return dt.datetime(*moment, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _in_october():
    with time_machine.travel(at(2008, 10, 1, 10), tick=True):
        yield


def extend(consultation, by, **facts):
    return extensions.extend_consultation(
        consultation, **{"to": LATER, "reason": WHY, "by": by, **facts}
    )


def screen(name, consultation):
    return reverse(f"consultations_staff:{name}", args=[consultation.pk])


def test_the_board_extends_and_the_first_day_stays_on_the_page(client, consultation, gwen):
    client.force_login(gwen)
    answer = client.post(
        screen("consultation_extend", consultation), {"closes_on": LATER, "reason": WHY}
    )
    assert answer.status_code == 302
    page = client.get(PAGE).content.decode()
    assert "Extended from 1 December 2008 to 15 December 2008" in page
    assert WHY in page
    assert "First closing day" in page
    assert "When it opened.</strong> A window of 84 days" in page
    assert "Now.</strong> A window of 98 days" in page
    event = Event.objects.get(name="consultations.extended")
    assert event.data == {"from": "2008-12-01", "to": "2008-12-15"}


def test_a_short_window_that_is_extended_was_still_short_when_it_opened(
    client, council, hari, gwen
):
    load_example()
    facts = {"closes_on": dt.date(2008, 10, 31), "reason_code": "budget", "reason_text": "Money."}
    short = publish(services.draft_consultation(council, proposal(**facts), by=hari), by=gwen)
    extend(short, gwen)
    page = client.get(PAGE).content.decode()
    assert "When it opened. A window of 53 days, 31 days short" in page
    assert "Now.</strong> A window of 98 days: more than the twelve weeks" in page
    assert "The yearly budget: Money." in page
    assert "/compact/consultation/c2/" in page
    assert PAGE in client.get("/compact/consultation/c2/").content.decode()


@pytest.mark.parametrize("to", [dt.date(2008, 12, 1), dt.date(2008, 11, 30), dt.date(9999, 12, 1)])
def test_only_a_later_day_that_somebody_can_mean(consultation, gwen, to):
    with pytest.raises(RuleBroken, match=r"never closed early|check the year"):
        extend(consultation, gwen, to=to)
    assert not Extension.objects.exists()


@pytest.mark.parametrize("moment", [at(2008, 9, 7, 22, 59), at(2008, 12, 2)])
def test_only_while_it_is_open(consultation, gwen, moment):
    with pytest.raises(RuleBroken, match="Only an open consultation can be extended"):
        extend(consultation, gwen, at=moment)


def test_until_the_last_minute(consultation, gwen):
    extend(consultation, gwen, at=at(2008, 12, 1, 23, 59, 59))
    assert Consultation.objects.get().closes_on == LATER


def test_a_withdrawn_one_is_not_extended(consultation, gwen):
    services.withdraw_consultation(consultation, reason="Dropped.", by=gwen)
    with pytest.raises(RuleBroken, match="withdrawn"):
        extend(consultation, gwen)


@pytest.mark.parametrize("who", ["hari", "dev"])
def test_nobody_but_the_board_extends(client, consultation, who, request):
    user = request.getfixturevalue(who)
    with pytest.raises(RuleBroken, match="Only the Assembly Board"):
        extend(consultation, user)
    client.force_login(user)
    assert client.get(screen("consultation_extend", consultation)).status_code in {302, 403}


def test_a_reason_is_needed(consultation, gwen):
    with pytest.raises(RuleBroken, match="Say why it is extended"):
        extend(consultation, gwen, reason="  ")


def test_the_clock_is_read_when_the_lock_is_held(consultation, gwen, monkeypatch):
    """It was open when the Board pressed the button, and closed while the act waited for its turn."""
    lock = QuerySet.select_for_update
    with time_machine.travel(at(2008, 12, 1, 23, 59, 59), tick=False) as clock:

        def wait(queryset, *args, **kwargs):
            clock.move_to(at(2008, 12, 2, 0, 0, 1))
            return lock(queryset, *args, **kwargs)

        monkeypatch.setattr(QuerySet, "select_for_update", wait)
        with pytest.raises(RuleBroken, match=r"closed at 11\.59pm"):
            extend(consultation, gwen)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_keeps_an_extension_as_it_is(consultation, gwen, act):
    extend(consultation, gwen)
    rows = Extension.objects.all()
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        rows.update(reason="Another.") if act == "update" else rows._raw_delete(rows.db)
    assert Extension.objects.get().reason == WHY


def test_twice_extended_shows_both(client, consultation, gwen):
    extend(consultation, gwen)
    extend(consultation, gwen, to=dt.date(2008, 12, 29), reason="Snow.")
    page = client.get(PAGE).content.decode()
    assert "Extended from 1 December 2008 to 15 December 2008" in page
    assert "Extended from 15 December 2008 to 29 December 2008" in page


def test_calendar_and_feed_say_so(client, consultation, gwen):
    before = {entry.uid: entry for entry in dates()}
    extend(consultation, gwen)
    after = {entry.uid: entry for entry in dates()}
    uid = f"consultation-{consultation.pk}-closes"
    assert after[uid].starts == LATER
    assert after[uid].text.startswith("Extended from 1 December 2008 to 15 December 2008: The post")
    assert after[uid].changes == before[uid].changes + 1
    feed = client.get(reverse("consultations:feed")).content.decode()
    assert "Extended from 1 December 2008" in feed


# An officer asks


def ask(consultation, by, **facts):
    return extensions.ask_for_extension(
        consultation, **{"to": LATER, "reason": WHY, "by": by, **facts}
    )


def texts_for(user):
    return [task.text for task in tasks_for(user, dt.datetime.now(dt.UTC))]


def test_an_officer_asks_and_the_board_extends(client, consultation, hari, gwen):
    client.force_login(hari)
    client.post(screen("extension_ask", consultation), {"closes_on": LATER, "reason": WHY})
    assert Consultation.objects.get().closes_on == dt.date(2008, 12, 1)
    assert "Extend it, or say no: Day services" in texts_for(gwen)
    assert Notification.objects.filter(user=gwen).exists()
    client.force_login(gwen)
    page = client.get(screen("consultation_extend", consultation)).content.decode()
    assert WHY in page
    client.post(screen("consultation_extend", consultation), {"closes_on": LATER, "reason": WHY})
    request = ExtensionRequest.objects.get()
    assert request.extension == Extension.objects.get()
    assert "Extend it, or say no: Day services" not in texts_for(gwen)
    assert Notification.objects.filter(user=hari).exists()


def test_the_board_says_no_and_the_officer_is_told_why(client, consultation, hari, gwen):
    ask(consultation, hari)
    client.force_login(gwen)
    client.post(
        screen("consultation_extend", consultation), {"act": "refuse", "because": "Enough time."}
    )
    request = ExtensionRequest.objects.get()
    assert request.refused_because == "Enough time."
    assert Consultation.objects.get().closes_on == dt.date(2008, 12, 1)
    with pytest.raises(RuleBroken, match="already been answered"):
        extensions.refuse_extension(request, because="Again.", by=gwen)
    assert "Enough time." not in client.get(PAGE).content.decode()


def test_a_refusal_without_a_reason_loses_nothing(client, consultation, hari, gwen):
    ask(consultation, hari)
    client.force_login(gwen)
    answer = client.post(
        screen("consultation_extend", consultation), {"act": "refuse", "because": ""}
    )
    assert "This field is required" in answer.content.decode()
    assert ExtensionRequest.objects.get().answered_at is None


def test_one_request_waits_at_a_time(consultation, hari):
    ask(consultation, hari)
    with pytest.raises(RuleBroken, match="already has a request"):
        ask(consultation, hari)


@pytest.mark.parametrize("who", ["ines", "dev"])
def test_only_officers_of_the_body_ask(client, consultation, who, request):
    user = request.getfixturevalue(who)
    with pytest.raises(RuleBroken, match="Only officers of Wiltshire County Council"):
        ask(consultation, user)
    client.force_login(user)
    assert client.get(screen("extension_ask", consultation)).status_code == 404


def test_a_request_about_what_has_closed_waits_no_longer(consultation, hari, gwen):
    ask(consultation, hari)
    with time_machine.travel(at(2008, 12, 2, 10)):
        assert "Extend it, or say no: Day services" not in texts_for(gwen)


# A body that ends


@pytest.fixture
def ended(council, trust):
    council.ended_on, council.successor = dt.date(2008, 10, 1), trust
    council.save(update_fields=["ended_on", "successor"])
    return council


def test_when_the_body_ends_it_stays_open_and_says_so(client, consultation, ended):
    page = client.get(PAGE).content.decode()
    assert "Wiltshire County Council ended on 1 October 2008." in page
    assert "stays open until 1 December 2008" in page
    assert "Wiltshire Primary Care Trust follows it" in page


def test_officers_of_the_successor_ask_for_more_time_and_those_of_the_ended_body_do_not(
    consultation, ended, hari, ines
):
    with pytest.raises(RuleBroken, match="Only officers"):
        ask(consultation, hari)
    ask(consultation, ines)
    assert ExtensionRequest.objects.get().asked_by == ines


def test_a_draft_of_a_body_that_has_ended_is_not_published(draft, ended, gwen):
    Consultation.objects.filter(pk=draft.pk).update(
        opens_on=dt.date(2008, 10, 2), closes_on=dt.date(2008, 12, 25)
    )
    with pytest.raises(RuleBroken, match="has ended"):
        publish(draft, by=gwen, at=at(2008, 10, 1, 9))


def test_the_open_data_say_the_first_closing_day_and_the_one_in_force(client, consultation, gwen):
    [row] = client.get("/api/v1/consultations").json()["items"]
    assert row["first_closes_on"] == row["closes_on"] == "2008-12-01"
    extend(consultation, gwen)
    [row] = client.get("/api/v1/consultations").json()["items"]
    assert (row["first_closes_on"], row["closes_on"]) == ("2008-12-01", "2008-12-15")
