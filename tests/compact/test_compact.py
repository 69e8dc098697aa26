"""The Compact: codes, undertakings with their texts edition by edition, and the pages that show them."""

import datetime as dt

from django.core.management import call_command
from django.db import IntegrityError, transaction

import pytest
import time_machine

from assembly.compact import services
from assembly.compact.models import Code, CodePage, Edition, Undertaking, UndertakingText
from tests.factories.compact import SEPTEMBER_2005, published

APRIL_2009 = dt.date(2009, 4, 1)


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
    assert Undertaking.objects.count() == UndertakingText.objects.exclude(title="").count() == 32
    for undertaking in Undertaking.objects.select_related("code"):
        page = client.get(undertaking.get_absolute_url()).content.decode()
        assert "This is example text" in page
        assert "It is not law" in page
    assert client.get("/compact/funding/f10/").status_code == 200
    assert "This is example text" in client.get("/compact/funding/").content.decode()


def test_every_page_of_the_compact_says_that_it_is_voluntary(funding, client):
    published(F1="We answer letters.")
    for address in ["/compact/", "/compact/funding/", "/compact/funding/f1/"]:
        page = client.get(address).content.decode()
        assert "The Compact is a voluntary agreement" in page
        assert "example text" not in page


def test_the_tenth_undertaking_follows_the_ninth(funding, client):
    published(F10="Ten.", F9="Nine.")
    page = client.get("/compact/funding/").content.decode()
    assert page.index("Nine.") < page.index("Ten.")


def test_an_undertaking_has_one_address_whatever_its_case(funding, client):
    published(F1="We answer letters.")
    assert client.get("/compact/funding/F1/").headers["Location"] == "/compact/funding/f1/"
    assert client.get("/compact/funding/f2/").status_code == 404


@time_machine.travel("2009-03-31 12:00")
def test_a_new_text_waits_for_its_day_and_then_keeps_the_old_one_as_history(funding, client):
    published(F1="Old words.")
    published(F1="New words.", on=dt.date(2009, 1, 5), in_force_from=APRIL_2009)
    before = client.get("/compact/funding/f1/").content.decode()
    assert (
        before.index("Old words.") < before.index("From 1 April 2009") < before.index("New words.")
    )
    with time_machine.travel("2009-04-01 12:00"):
        after = client.get("/compact/funding/f1/").content.decode()
    assert after.index("New words.") < after.index("Old words.")


def test_two_undertakings_of_a_code_cannot_share_a_number(funding):
    Undertaking.objects.create(code=funding, number="F1", order=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Undertaking.objects.create(code=funding, number="F1", order=2)


def test_an_editor_cannot_add_a_code_or_change_its_address(db):
    assert not CodePage.is_creatable
    form = CodePage.get_edit_handler().get_form_class()
    assert "slug" not in form.base_fields


def test_an_adopted_edition_takes_the_place_of_the_example_whole(funding, client):
    services.load_example()
    published(F1="We pay in advance.")
    assert "We pay in advance." in client.get("/compact/funding/f1/").content.decode()
    assert "three years or longer" not in client.get("/compact/funding/").content.decode()
    assert Edition.objects.in_force(SEPTEMBER_2005).first().number == 1


def test_pages_need_no_more_queries_for_more_undertakings(
    funding, client, django_assert_max_num_queries
):
    services.load_example()
    client.get("/compact/funding/")
    with django_assert_max_num_queries(60) as few:
        client.get("/compact/volunteering/")
    with django_assert_max_num_queries(len(few)):
        client.get("/compact/funding/")
