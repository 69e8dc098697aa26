"""Consent is withdrawn after publishing; a libel is hidden at once and shown again once it is mended."""

from django.urls import reverse

import pytest
import time_machine

from assembly.consultations.answering.hiding.services import hide_response, show_response_again
from assembly.consultations.answering.withdrawing.services import (
    give_consent_back,
    withdraw_consent,
    withdraw_for_sender,
)
from assembly.consultations.responding.by_address import links
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership.merging import lines as merge_lines
from tests.consultations.answered import CLOSED, DURING, response_by
from tests.consultations.closing import (
    UNNAMED,
    page,
    publish,
    respond_in_every_way,
    response_of,
    text_of,
)
from tests.factories.consultations import OfficerFactory, act_for, respond
from tests.factories.membership import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def answered(consultation):
    return respond_in_every_way(consultation)


def test_withdrawn_consent_takes_a_response_off_at_once_and_leaves_the_count(
    client, consultation, hari, asha, member
):
    version = respond(consultation, member, text="Ours.", by=asha, at=DURING)
    type(version).objects.update(consent="named")
    publish(consultation, hari)
    assert "Ours." in text_of(page(client, consultation))
    client.force_login(asha)
    slugs = [consultation.body.page.slug, consultation.page.slug]
    address = reverse("consultations:consent", args=slugs)
    client.post(address, {"act": "withdraw"})
    gone = text_of(page(client, consultation)) + text_of(
        page(client, consultation, "published_csv")
    )
    assert "Ours." not in gone
    assert "1 sender withdrew their consent." in gone
    response = version.response
    assert page(client, consultation, "published_response", response.pk).status_code == 404
    assert Event.objects.filter(name="consultations.consent_withdrawn").count() == 1
    assert "1 member organisation responded" in gone
    client.post(address, {"act": "give-back"})
    assert "Ours." in text_of(page(client, consultation))


def test_an_individual_withdraws_with_the_mailed_link(client, answered, hari):
    publish(answered, hari)
    ida = response_of(answered, "Ida Ince")
    address = links.path(ida)
    assert "Withdraw consent" in text_of(client.get(address))
    assert "Keep the bus." in text_of(page(client, answered))
    client.post(address, {"act": "withdraw"})
    assert "Keep the bus." not in text_of(page(client, answered))


def test_nobody_else_withdraws_consent_or_gives_it_back(answered, hari, dev, asha, member):
    ours = respond(answered, member, text="Ours.", by=asha, at=DURING)
    type(ours).objects.filter(pk=ours.pk).update(consent="named")
    for who in (hari, dev, None):
        with pytest.raises(RuleBroken, match="Only the sender"):
            withdraw_consent(ours.response, by=who)
    withdraw_consent(ours.response, by=asha)
    for who in (hari, dev, None):
        with pytest.raises(RuleBroken, match="Only the sender"):
            give_consent_back(ours.response, by=who)
    with pytest.raises(RuleBroken, match="themselves"):
        withdraw_for_sender(response_of(answered, "Ida Ince"), reason="She rang.", by=dev)
    with pytest.raises(RuleBroken, match="never agreed"):
        withdraw_consent(response_of(answered, "Nora"))


def test_the_support_unit_acts_on_the_word_of_somebody_on_paper(client, answered, hari, dev):
    letter = response_by(
        answered,
        "individual",
        "By letter.",
        source="letter",
        received_on=DURING.date(),
        checked_at=DURING,
        statement=UNNAMED,
    ).response
    publish(answered, hari)
    with pytest.raises(RuleBroken, match="Only the Support Unit"):
        withdraw_for_sender(letter, reason="They rang.", by=hari)
    with pytest.raises(RuleBroken, match="Say who asked"):
        withdraw_for_sender(letter, reason=" ", by=dev)
    client.force_login(dev)
    address = reverse("consultations_answering:consent_for_sender", args=[answered.pk, letter.pk])
    client.post(address, {"reason": "They rang on 3 December and knew the words."})
    assert "By letter." not in text_of(page(client, answered))


# Hidden at once


def test_a_libel_is_hidden_at_once_and_shown_again_once_it_is_mended(client, answered, hari, dev):
    publish(answered, hari)
    ida = response_of(answered, "Ida Ince")
    with pytest.raises(RuleBroken, match="Only the Support Unit and the Assembly Board"):
        hide_response(ida, reason="It names me.", by=hari)
    with pytest.raises(RuleBroken, match="Say why it is hidden"):
        hide_response(ida, reason="", by=dev)
    client.force_login(dev)
    address = reverse("consultations_answering:response_hide", args=[answered.pk, ida.pk])
    client.post(address, {"act": "hide", "reason": "It calls a driver a thief."})
    text = text_of(page(client, answered)) + text_of(page(client, answered, "published_csv"))
    assert "One response is hidden while we look into it." in text
    assert "Ida" not in text
    assert "thief" not in text
    assert page(client, answered, "published_response", ida.pk).status_code == 404
    with pytest.raises(RuleBroken, match="Say why it is shown again"):
        show_response_again(ida, reason="", by=dev)
    client.post(address, {"act": "show", "reason": "The word is redacted."})
    assert "Ida" in text_of(page(client, answered))
    names = Event.objects.filter(name__startswith="consultations.response_").values_list("name")
    assert set(names) >= {
        ("consultations.response_hidden",),
        ("consultations.response_shown_again",),
    }


def test_the_board_hides_too_and_the_body_does_not(client, answered, gwen, hari):
    ida = response_of(answered, "Ida Ince")
    address = reverse("consultations_answering:response_hide", args=[answered.pk, ida.pk])
    client.force_login(hari)
    assert client.get(address).status_code == 404
    client.force_login(gwen)
    assert client.get(address).status_code == 200
    hide_response(ida, reason="A libel.", by=gwen)


def test_a_member_of_the_board_who_is_an_officer_of_the_body_hides_nothing(answered, gwen):
    OfficerFactory(body=answered.body, user=gwen)
    act_for(answered.body, gwen)
    ida = response_of(answered, "Ida Ince")
    with pytest.raises(RuleBroken, match="You are an officer of the public body that asked"):
        hide_response(ida, reason="It is rude about us.", by=gwen)
    type(ida).objects.filter(pk=ida.pk).update(hidden_at=CLOSED, hidden_because="A libel.")
    with pytest.raises(RuleBroken, match="You are an officer of the public body that asked"):
        show_response_again(ida, reason="It is not.", by=gwen)


@pytest.mark.parametrize(
    "secret",
    [
        {"hidden_at": CLOSED, "hidden_because": "A libel."},
        {"consent_withdrawn_at": CLOSED},
    ],
)
@pytest.mark.parametrize("is_of_the_one_that_stays", [True, False])
def test_a_merge_of_organisations_makes_nothing_public_again(
    client, consultation, hari, asha, member, secret, is_of_the_one_that_stays
):
    twin = OrganisationFactory(name="Twin of it", member=True)
    first = respond(consultation, member, text="Ours first.", by=asha, at=DURING)
    delegate = DelegateFactory(organisation=twin, user=UserFactory(), role="lead").user
    last = respond(consultation, twin, text="Ours.", by=delegate, at=DURING)
    for version in (first, last):
        type(version).objects.filter(pk=version.pk).update(consent="named")
    publish(consultation, hari)
    of = first.response if is_of_the_one_that_stays else last.response
    type(of).objects.filter(pk=of.pk).update(**secret)
    [line] = [one for one in merge_lines if one.model.__name__ == "Response"]
    line.move(member, twin, asha)
    assert "Ours" not in text_of(page(client, consultation))
    assert page(client, consultation, "published_response", first.response.pk).status_code == 404
