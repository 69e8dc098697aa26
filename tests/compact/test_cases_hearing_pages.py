"""The pages of a hearing keep what was typed, tell what another member changed, and say what is wrong."""

from django.urls import reverse
from django.utils import timezone

import pytest

from assembly.compact.models import Finding
from tests.factories.hearing import Heard

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    found = Heard(on=timezone.localdate())
    found.to_finding()
    return found


def page(heard, name="case_finding"):
    return reverse(f"compact:{name}", args=[heard.case.reference])


def typed(form, **more):
    """What a browser sends of a form as it was shown."""
    shown = {name: form[name].value() or "" for name in form.fields}
    return {name: str(value) for name, value in shown.items()} | more


def test_two_who_write_at_once_see_what_the_other_changed(client, heard):
    client.force_login(heard.people[1])
    mine = client.get(page(heard)).context["form"]
    heard.draft(by=heard.people[0], facts="It was four days.")
    answer = client.post(page(heard), typed(mine, facts="It was five days."))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "It was five days." in text
    assert "It was four days." in text
    assert Finding.objects.get().facts == "It was four days."


def test_so_they_do_for_the_reasons(client, heard):
    client.force_login(heard.people[1])
    form = client.get(page(heard)).context["form"]
    data = typed(form, **{f"reasons-{heard.cited}": "Because."})
    heard.draft(by=heard.people[0], facts="Three days.", result="partly")
    answer = client.post(page(heard), data)
    assert answer.status_code == 200
    assert Finding.objects.get().conclusions.get().reasons == "The Compact says twelve weeks."


def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, heard):
    client.force_login(heard.people[0])
    form = client.get(page(heard)).context["form"]
    more = {f"reasons-{heard.cited}": "", "what-0": "Ask again.", "due-0": ""}
    answer = client.post(page(heard), typed(form, facts="Other facts.", **more))
    text = answer.content.decode()
    assert "Give the reasons for this result." in text
    assert "Enter the day by which this has to be done." in text
    assert "Other facts." in text
    assert Finding.objects.get().facts == "Three days."


def test_a_finding_that_was_changed_meanwhile_is_not_agreed_to_unread(client, heard):
    client.force_login(heard.people[1])
    address = page(heard, "case_finding_agree")
    form = client.get(address).context["form"]
    heard.draft(by=heard.people[0], facts="It was four days.")
    answer = client.post(address, typed(form, agrees="yes"))
    assert answer.status_code == 200
    assert "It was four days." in answer.content.decode()
    assert not Finding.objects.get().agreements.exists()


def test_the_page_of_a_case_asks_no_more_for_more(client, heard, django_assert_max_num_queries):
    """It has a part of every subject: many queries, and a fixed number."""
    client.force_login(heard.people[0])
    client.get(heard.case.own_url)
    with django_assert_max_num_queries(60):
        client.get(heard.case.own_url)
