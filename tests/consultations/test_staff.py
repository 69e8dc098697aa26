"""The Board withdraws a consultation in the Wagtail admin."""

from django.urls import reverse

import pytest
import time_machine

from assembly.consultations.models import Consultation
from tests.consultations.answered import CLOSED, DURING
from tests.consultations.test_guards import admin

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(DURING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def address(consultation):
    return reverse("consultations_staff:consultation_withdraw", args=[consultation.pk])


def test_the_board_withdraws_with_a_reason(client, consultation, address, gwen):
    client.force_login(gwen)
    assert "its page says why" in client.get(address).content.decode()
    page = client.post(address, {"reason": "The plan was dropped."}, follow=True).content.decode()
    assert "“Day services” is withdrawn." in page
    assert Consultation.objects.get().withdrawal_reason == "The plan was dropped."
    assert client.get(address).status_code == 404


def test_it_is_not_withdrawn_without_a_reason(client, consultation, address, gwen):
    client.force_login(gwen)
    assert "This field is required" in client.post(address, {"reason": " "}).content.decode()
    assert not Consultation.objects.get().is_withdrawn


@pytest.mark.parametrize(("who", "status"), [("hari", 302), ("dev", 302), ("asha", 403)])
def test_nobody_else_withdraws(client, consultation, address, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert client.post(address, {"reason": "No."}).status_code == status
    assert not Consultation.objects.get().is_withdrawn


def test_the_editor_offers_it_to_the_board_alone(client, consultation, address, gwen, hari):
    edit = admin("edit", consultation.page.pk)
    client.force_login(gwen)
    assert address in client.get(edit).content.decode()
    client.force_login(hari)
    assert address not in client.get(edit).content.decode()


def test_once_it_has_closed_it_is_not_offered(client, consultation, address, gwen, clock):
    clock.move_to(CLOSED)
    client.force_login(gwen)
    assert address not in client.get(admin("edit", consultation.page.pk)).content.decode()
    page = client.post(address, {"reason": "The plan was dropped."}).content.decode()
    assert "so people are owed an answer" in page
    assert "The plan was dropped." in page


def test_a_draft_is_not_offered_for_withdrawal(client, draft, gwen):
    address = reverse("consultations_staff:consultation_withdraw", args=[draft.pk])
    client.force_login(gwen)
    assert address not in client.get(admin("edit", draft.page.pk)).content.decode()
    assert client.get(address).status_code == 404
