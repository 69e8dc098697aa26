"""The Compact: codes, undertakings with their versions, and the pages that show them."""

import datetime as dt

from django.core.management import call_command
from django.db import IntegrityError, transaction

import pytest
import time_machine

from assembly.compact import rules, services
from assembly.compact.models import Code, CodePage, Undertaking, UndertakingVersion
from assembly.core.models import Event
from assembly.core.rules import RuleBroken

SEPTEMBER_2005 = dt.date(2005, 9, 1)
APRIL_2009 = dt.date(2009, 4, 1)


def text(words="We answer letters.", *, effective_on=SEPTEMBER_2005, published_on=SEPTEMBER_2005):
    return services.Text(words, "both", published_on, effective_on, "Days to an answer")


@pytest.fixture
def funding(db):
    return Code.objects.get(subject="funding")


def test_the_compact_has_five_codes_each_with_its_page(db, client):
    assert [str(code) for code in Code.objects.all()] == [
        "Funding",
        "Consultation",
        "Black and minority ethnic organisations",
        "Volunteering",
        "Community groups",
    ]
    assert services.make_code_pages() == []
    for code in Code.objects.all():
        assert client.get(code.get_absolute_url()).status_code == 200


def test_there_is_no_sixth_code(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Code.objects.create(subject="sport", order=6)


def test_example_text_is_loaded_once_and_says_on_every_page_that_it_is_an_example(db, client):
    call_command("load_example_compact", verbosity=0)
    assert services.load_example() == 0
    assert Undertaking.objects.count() == UndertakingVersion.objects.count() == 32
    for undertaking in Undertaking.objects.select_related("code"):
        page = client.get(undertaking.get_absolute_url()).content.decode()
        assert "This is example text" in page
        assert "It is not law" in page
    assert client.get("/compact/funding/f10/").status_code == 200
    assert "This is example text" in client.get("/compact/funding/").content.decode()


def test_every_page_of_the_compact_says_that_it_is_voluntary(funding, client):
    services.publish_text(funding, "F1", text(), by=None)
    for address in ["/compact/", "/compact/funding/", "/compact/funding/f1/"]:
        page = client.get(address).content.decode()
        assert "The Compact is a voluntary agreement" in page
        assert "example text" not in page


def test_the_tenth_undertaking_follows_the_ninth(db, client):
    services.load_example()
    page = client.get("/compact/funding/").content.decode()
    assert page.index(">F9<") < page.index(">F10<")


def test_an_undertaking_has_one_address_whatever_its_case(funding, client):
    services.publish_text(funding, "F1", text(), by=None)
    assert client.get("/compact/funding/F1/").headers["Location"] == "/compact/funding/f1/"
    assert client.get("/compact/funding/f2/").status_code == 404


@time_machine.travel("2009-03-31 12:00")
def test_a_new_text_waits_for_its_day_and_then_keeps_the_old_one_as_history(funding, client):
    services.publish_text(funding, "F1", text("Old words."), by=None)
    services.publish_text(
        funding,
        "F1",
        text("New words.", published_on=dt.date(2009, 1, 5), effective_on=APRIL_2009),
        by=None,
    )
    before = client.get("/compact/funding/f1/").content.decode()
    assert (
        before.index("Old words.") < before.index("From 1 April 2009") < before.index("New words.")
    )
    with time_machine.travel("2009-04-01 12:00"):
        after = client.get("/compact/funding/f1/").content.decode()
    assert after.index("New words.") < after.index("Version 1, in force from 1 September 2005")
    assert "Old words." in after


@time_machine.travel("2005-08-01 12:00")
def test_a_code_shows_when_its_first_text_takes_effect(funding, client):
    services.publish_text(funding, "F1", text(published_on=dt.date(2005, 7, 1)), by=None)
    assert "Takes effect on 1 September 2005" in client.get("/compact/funding/").content.decode()
    assert client.get("/compact/funding/f1/").status_code == 200


def test_publishing_a_text_is_recorded(funding, dev):
    version = services.publish_text(funding, "F1", text(), by=dev)
    event = Event.objects.get(name="compact.text_published")
    assert (event.subject_id, event.actor_id) == (version.undertaking_id, dev.pk)
    assert event.data == {"version": 1}


def test_a_refused_text_leaves_nothing_behind(funding):
    with pytest.raises(RuleBroken, match="needs its words"):
        services.publish_text(funding, "F1", text("  "), by=None)
    assert not Undertaking.objects.exists()


def test_a_text_binds_nobody_before_it_is_published():
    ruling = rules.may_publish_text(
        None, text="Words.", published_on=APRIL_2009, effective_on=SEPTEMBER_2005
    )
    assert ruling.reason == "A text cannot take effect before the day it is published."


def test_texts_follow_each_other_in_time():
    latest = UndertakingVersion(effective_on=APRIL_2009)
    ruling = rules.may_publish_text(
        latest, text="Words.", published_on=SEPTEMBER_2005, effective_on=APRIL_2009
    )
    assert "takes effect on 1 April 2009" in ruling.reason


def test_two_undertakings_of_a_code_cannot_share_a_number(funding):
    Undertaking.objects.create(code=funding, number="F1", order=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Undertaking.objects.create(code=funding, number="F1", order=2)


def test_an_editor_cannot_add_a_code_or_change_its_address(db):
    assert not CodePage.is_creatable
    form = CodePage.get_edit_handler().get_form_class()
    assert "slug" not in form.base_fields


def test_pages_need_no_more_queries_for_more_undertakings(
    funding, client, django_assert_max_num_queries
):
    services.publish_text(funding, "F1", text(), by=None)
    client.get("/compact/funding/")
    with django_assert_max_num_queries(60) as few:
        client.get("/compact/funding/")
    services.load_example()
    with django_assert_max_num_queries(len(few)):
        client.get("/compact/funding/")
