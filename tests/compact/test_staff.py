"""The Support Unit's screens for undertakings, on a site that was just installed."""

import datetime as dt

import pytest
import time_machine

from assembly.compact import rules, services
from assembly.compact.models import Code, Undertaking
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

LOAD = "/cms/undertakings/load/"
NEW = "/cms/undertaking/new/"
EXAMPLE = "This is example text"


@pytest.fixture(autouse=True)
def _first_of_september():
    with time_machine.travel(dt.datetime(2008, 9, 1, 10, 0, tzinfo=dt.UTC), tick=True):
        yield


@pytest.fixture
def support_unit(client, dev):
    client.force_login(dev)
    return client


@pytest.fixture
def funding(db):
    return Code.objects.get(subject="funding")


def page_of(response):
    return response.content.decode()


def sent(**changed):
    return {
        "number": "F1",
        "words": "We pay in advance.",
        "party": "public-body",
        "measured_by": "The day of payment",
        "published_on": "2008-08-01",
        "effective_on": "2008-09-01",
        **changed,
    }


def enter(client, code, **changed):
    return client.post(NEW, sent(code=code.pk, **changed))


def test_an_undertaking_is_entered_and_public_at_once(support_unit, funding, dev):
    enter(support_unit, funding, number="f1")
    page = page_of(support_unit.get("/compact/funding/f1/"))
    assert "We pay in advance." in page
    assert EXAMPLE not in page
    assert Event.objects.get(name="compact.text_published").actor_id == dev.pk
    assert "We pay in advance." in page_of(support_unit.get("/cms/undertaking/"))


def test_undertakings_stand_by_their_numbers_whichever_was_entered_first(support_unit, funding):
    for number in ("F10", "F2"):
        enter(support_unit, funding, number=number)
    assert list(funding.undertakings.values_list("number", flat=True)) == ["F2", "F10"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"number": "f 1"}, "Write letters and a number, such as F1."),
        ({"number": "first"}, "Write letters and a number, such as F1."),
        ({"number": "F2", "words": "  "}, "This field is required"),
        ({"number": "F2", "effective_on": "2008-07-01"}, "before the day it is published"),
        ({"number": "f1"}, "has an undertaking with this number already"),
    ],
)
def test_what_is_wrong_is_said(support_unit, funding, changed, reason):
    enter(support_unit, funding)
    assert reason in page_of(enter(support_unit, funding, **changed))
    assert Undertaking.objects.count() == 1


def test_a_new_text_follows_the_one_in_the_record(support_unit, funding):
    enter(support_unit, funding)
    edit = f"/cms/undertaking/edit/{Undertaking.objects.get().pk}/"
    assert "We pay in advance." in page_of(support_unit.get(edit))
    again = support_unit.post(edit, sent())
    assert "a new one must take effect after that day" in page_of(again)
    support_unit.post(edit, sent(words="We pay before the work.", effective_on="2008-09-02"))
    assert [version.text for version in Undertaking.objects.get().versions.all()] == [
        "We pay before the work.",
        "We pay in advance.",
    ]


def test_the_example_is_loaded_once_and_marked_until_what_was_agreed_replaces_it(support_unit, dev):
    assert LOAD in page_of(support_unit.get("/cms/undertaking/"))
    assert "Funding: 10 undertakings" in page_of(support_unit.get(LOAD))
    support_unit.post(LOAD)
    assert Undertaking.objects.count() == 32
    assert set(Event.objects.values_list("name", "actor_id")) == {
        ("compact.text_published", dev.pk)
    }
    assert EXAMPLE in page_of(support_unit.get("/compact/funding/f1/"))
    assert "Example text" in page_of(support_unit.get("/compact/funding/"))
    assert "example text" in page_of(support_unit.get("/search/?q=advance&type=undertakings"))

    f1 = Undertaking.objects.get(number="F1")
    support_unit.post(f"/cms/undertaking/edit/{f1.pk}/", sent())
    assert EXAMPLE not in page_of(support_unit.get("/compact/funding/f1/"))
    assert EXAMPLE in page_of(support_unit.get("/compact/funding/f2/"))


def test_the_example_is_not_loaded_beside_undertakings(support_unit, funding):
    enter(support_unit, funding)
    answer = support_unit.post(LOAD, follow=True)
    assert "There are undertakings already" in page_of(answer)
    assert "There are undertakings already" in page_of(support_unit.get(LOAD))
    assert LOAD not in page_of(support_unit.get("/cms/undertaking/"))
    assert Undertaking.objects.count() == 1


def test_other_offices_enter_and_load_nothing(client, funding):
    client.force_login(UserFactory(office="Compact Board"))
    client.post(LOAD)
    enter(client, funding)
    client.force_login(UserFactory(office="Assembly Board"))
    client.post(LOAD)
    enter(client, funding)
    assert not Undertaking.objects.exists()


def delete(client, undertaking):
    address = f"/cms/undertaking/delete/{undertaking.pk}/"
    shown = page_of(client.get(address))
    client.post(address)
    return shown


def test_an_undertaking_is_taken_back_on_the_day_it_was_entered(support_unit, funding, dev):
    enter(support_unit, funding)
    undertaking = Undertaking.objects.get()
    delete(support_unit, undertaking)
    assert not Undertaking.objects.exists()
    event = Event.objects.get(name="compact.undertaking_deleted")
    assert (event.subject_id, event.actor_id) == (undertaking.pk, dev.pk)


def test_an_agreed_text_stays_in_the_record_from_the_next_day(support_unit, funding):
    enter(support_unit, funding)
    with time_machine.travel(dt.datetime(2008, 9, 2, 10, 0, tzinfo=dt.UTC), tick=True):
        support_unit.force_login(UserFactory(office="Support Unit"))
        shown = delete(support_unit, Undertaking.objects.get())
    assert "was published here on 1 September 2008, so it stays in the record" in shown
    assert Undertaking.objects.exists()


def test_an_example_is_deleted_on_any_day(support_unit):
    services.load_example()
    with time_machine.travel(dt.datetime(2008, 9, 2, 10, 0, tzinfo=dt.UTC), tick=True):
        support_unit.force_login(UserFactory(office="Support Unit"))
        delete(support_unit, Undertaking.objects.first())
    assert Undertaking.objects.count() == 31


def test_what_is_cited_stays(support_unit, funding, dev, monkeypatch):
    services.load_example()
    undertaking = Undertaking.objects.first()
    monkeypatch.setattr("assembly.core.in_use.named_by", lambda one: ["2 cases"])
    assert "because it is used by 2 cases" in delete(support_unit, undertaking)
    with pytest.raises(RuleBroken, match="2 cases"):
        services.delete_undertaking(undertaking, by=dev)
    assert Undertaking.objects.count() == 32


def test_the_rule_asks_for_citations_before_anything_else():
    day = dt.date(2008, 9, 1)
    ruling = rules.may_be_deleted(
        Undertaking(code=Code(subject="funding"), number="F1"),
        cited_by=["1 case"],
        is_example=True,
        entered_on=day,
        on=day,
    )
    assert ruling.reason == "“Funding, F1” cannot be deleted, because it is used by 1 case."
