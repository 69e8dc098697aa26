"""Nothing that somebody typed of a registration is lost: not on leaving, not on an error, not on an old page."""

import datetime as dt

from django.test import Client
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from assembly.membership.models import Organisation, RegistrationDraft
from assembly.membership.retention import forget_drafts
from assembly.membership.services import drafts
from tests.factories.membership import DistrictFactory, UserFactory

pytestmark = pytest.mark.django_db

URL = "/members/register/"


@pytest.fixture
def typed():
    return {
        "name": "Hazelmarsh Jam Makers",
        "description": "Jam from fruit that would rot.\nAnd bread.",
        "legal_form": "group",
        "districts": [str(DistrictFactory().pk), str(DistrictFactory().pk)],
        "declares_not_for_profit": "yes",
        "run_by": "committee",
        "postcode": "nowhere",
    }


@pytest.fixture
def signed_in(client, carys):
    client.force_login(carys)
    return client


def kept(page, typed):
    form = page.context["form"]
    return {name: form[name].value() for name in typed}


def test_save_and_come_back(signed_in, carys, typed):
    response = signed_in.post(URL, {**typed, "act": "save"}, follow=True)
    assert "What you have typed is kept" in response.content.decode()
    assert "Registration of Hazelmarsh Jam Makers" in response.content.decode()
    page = signed_in.get(URL)
    assert kept(page, typed) == typed
    shown = page.content.decode()
    assert "We have kept what you typed" in shown
    assert len(BeautifulSoup(shown, "html.parser").select("[checked]")) == 4
    assert not Organisation.objects.exists()


def test_a_form_with_an_error_is_kept_too(signed_in, typed):
    signed_in.post(URL, typed)
    assert kept(signed_in.get(URL), typed) == typed


def test_a_draft_is_its_persons_alone(signed_in, typed):
    signed_in.post(URL, {**typed, "act": "save"})
    signed_in.force_login(UserFactory())
    assert "Hazelmarsh" not in signed_in.get(URL).content.decode()


def test_a_button_that_is_not_there_loses_nothing(signed_in, typed):
    page = signed_in.post(URL, {**typed, "act": "forged"})
    assert (
        "This page does not have the button you pressed. Choose one that it has."
        in page.content.decode()
    )
    assert kept(page, typed) == typed


def test_a_draft_can_be_thrown_away(signed_in, typed):
    signed_in.post(URL, {**typed, "act": "save"})
    signed_in.post(URL, {"act": "drop"})
    assert not RegistrationDraft.objects.exists()


def test_a_sent_registration_leaves_no_draft(signed_in, typed):
    signed_in.post(URL, {**typed, "act": "save"})
    answers = {
        f"declares_{criterion}": "yes"
        for criterion in ("not_statutory", "self_governing", "active_here")
    }
    signed_in.post(URL, {**typed, **answers, "postcode": ""})
    assert Organisation.objects.get().name == "Hazelmarsh Jam Makers"
    assert not RegistrationDraft.objects.exists()


def test_what_the_address_asks_for_comes_before_the_draft(signed_in, typed):
    signed_in.post(URL, {**typed, "act": "save"})
    page = signed_in.get(f"{URL}?name=Bell+Ringers")
    assert page.context["form"]["name"].value() == "Bell Ringers"
    assert "We have kept what you typed" not in page.content.decode()


def test_a_form_sent_after_the_session_ran_out_comes_back_with_what_was_typed(client, typed):
    """As that of somebody who never signed in; tests/core/test_late_forms.py has the other forms."""
    page = client.post(URL, typed)
    assert page.status_code == 200
    assert kept(page, typed) == typed
    assert not RegistrationDraft.objects.exists()


def test_another_site_writes_no_draft(carys, typed):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(carys)
    browser.get(URL)
    for act in ({}, {"act": "save"}, {"act": "drop"}):
        assert browser.post(URL, {**typed, **act}).status_code == 403
    assert not RegistrationDraft.objects.exists()


def test_a_description_of_any_length_is_answered_and_kept(signed_in, typed):
    whole = {**typed, "description": "é" * 10_000, "postcode": ""}
    assert "description" not in signed_in.post(URL, whole).context["form"].errors
    longer = {**typed, "description": "é" * 10_500}
    page = signed_in.post(URL, longer)
    assert page.context["form"].errors["description"] == [
        "Shorten this to 10000 characters; it has 10500. Nothing of it is lost."
    ]
    assert kept(signed_in.get(URL), longer) == longer


def test_what_no_field_takes_is_cut(signed_in):
    signed_in.post(URL, {"name": "x" * 50_000, "description": "a\0b", "act": "save", "more": "no"})
    typed = RegistrationDraft.objects.get().typed
    assert len(typed["name"][0]) == 12_000
    assert typed["description"] == ["ab"]
    assert "more" not in typed


def test_drafts_nobody_touched_for_half_a_year_are_forgotten(carys, typed):
    now = timezone.now()
    drafts.save_draft(carys, {"name": ["A"]})
    assert drafts.forget_old_drafts(at=now + drafts.KEPT_FOR - dt.timedelta(days=1)) == 0
    assert forget_drafts(timezone.localdate()) == 0
    assert RegistrationDraft.objects.exists()
    assert drafts.forget_old_drafts(at=now + drafts.KEPT_FOR + dt.timedelta(days=1)) == 1
