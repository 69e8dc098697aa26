"""Which consultations somebody with an account is told about."""

from django.utils import timezone

import pytest

from assembly.consultations.models import Following
from assembly.consultations.telling.choosing import services
from assembly.consultations.telling.following import things
from tests.factories.accounts import PASSWORD, confirm_address
from tests.factories.membership import DistrictFactory, ThemeFactory

pytestmark = pytest.mark.django_db

PAGE = "/my/consultations/"


@pytest.fixture
def signed_in(client, asha):
    confirm_address(asha)
    client.login(email=asha.email, password=PASSWORD)
    return client


def test_the_preferences_lead_to_the_choice(signed_in, council):
    assert f'href="{PAGE}"' in signed_in.get("/my/notifications/preferences/").content.decode()
    page = signed_in.get(PAGE).content.decode()
    assert 'value="all" id="id_which_0" checked' in page or "checked" in page
    assert "do not act for one now" not in page


def test_a_choice_is_kept_shown_and_taken_back(signed_in, asha, council, trust):
    health, kennet = ThemeFactory(name="Health"), DistrictFactory(name="Kennet")
    data = {
        "which": "chosen",
        "body": [f"body-{trust.pk}"],
        "theme": [f"theme-{health.pk}"],
        "district": [f"district-{kennet.pk}"],
    }
    for _ in range(2):  # pressed twice
        page = signed_in.post(PAGE, data, follow=True).content.decode()
    assert "Your choice is saved." in page
    assert page.count("checked") == 4
    assert Following.objects.filter(user=asha).count() == 3
    signed_in.post(PAGE, {"which": "all", "body": [f"body-{trust.pk}"]})
    assert not Following.objects.exists()


def test_nothing_chosen_gets_a_sentence_and_changes_nothing(signed_in, asha, council):
    services.choose(asha, things.to_choose("body", timezone.localdate()))
    page = signed_in.post(PAGE, {"which": "chosen"}).content.decode()
    assert (
        "Choose at least one public body, theme or district, or choose all consultations." in page
    )
    for data in ({}, {"which": "x"}, {"which": "chosen", "body": ["body-999999"]}):
        assert "govuk-error-summary" in signed_in.post(PAGE, data).content.decode()
    assert Following.objects.get().body == council


def test_who_acts_for_no_member_reads_that_it_counts_later(client, carys, council):
    confirm_address(carys)
    client.login(email=carys.email, password=PASSWORD)
    page = client.get(PAGE).content.decode()
    assert "you do not act for one now" in page
    assert 'href="/consultations/follow/"' in page


def test_a_visitor_signs_in_first(client, council):
    assert client.get(PAGE).status_code == 302
