"""Responses are published as their senders agreed, and give away nobody who did not."""

from django.urls import reverse

import pytest
import time_machine

from assembly.consultations.answering.publishing_responses.services import publish_responses
from assembly.consultations.panels import responses_panel
from assembly.consultations.reading.redacting.services import Wanted, redact
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.consultations.answered import CLOSED, DURING, FILE, LAST_SECOND, answer, response_by
from tests.consultations.answered import ask_everything as ask_everything_of
from tests.consultations.closing import (
    NAMED,
    UNNAMED,
    page,
    publish,
    respond_in_every_way,
    response_of,
    text_of,
)
from tests.factories.consultations import respond

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def answered(consultation):
    return respond_in_every_way(consultation)


def test_what_is_published_follows_consent(client, answered, hari):
    assert page(client, answered).status_code == 404
    publish(answered, hari)
    listed = page(client, answered)
    assert listed["X-Robots-Tag"] == "noindex"
    text = text_of(listed)
    assert "Ida Ince" in text
    assert "Keep the bus." in text
    assert "Secret gardener." in text
    assert "An individual" in text
    assert "Una" not in text
    for words in ("Not for you.", "My health.", "Nobody asked me.", "Nora", "Con<", "Old<"):
        assert words not in text
    assert "1 response with the name and 1 without it" in text
    assert "1 sender did not agree to publication." in text
    assert "1 sender was not asked about publication." in text
    assert "1 response is confidential." in text


def test_an_unnamed_response_gives_nothing_away_on_its_page_or_in_the_file(client, answered, hari):
    publish(answered, hari)
    una = response_of(answered, "Una Upton")
    one = text_of(page(client, answered, "published_response", una.pk))
    file = text_of(page(client, answered, "published_csv"))
    assert "Secret gardener." in one
    assert "Secret gardener." in file
    assert "Una" not in one + file
    assert "Ida Ince" in file
    assert "Not for you." not in file
    assert "My health." not in file
    for hidden in ("Nora", "Con", "Old"):
        response = response_of(answered, hidden)
        assert page(client, answered, "published_response", response.pk).status_code == 404


def test_only_a_named_group_says_how_many_it_is(client, answered, hari):
    named = response_by(answered, "group", "All of us.", group_name="Elm Group", statement=NAMED)
    other = response_by(
        answered,
        "group",
        "Us too.",
        group_name="Oak Group",
        group_id=2,
        statement=UNNAMED,
        group_type=named.response.group_type,
        group_organisations=41,
    )
    publish(answered, hari)
    shown = text_of(page(client, answered, "published_response", named.response_id))
    assert "Elm Group" in shown
    assert "7 organisations belonged" in shown
    hidden = text_of(page(client, answered, "published_response", other.response_id))
    assert "A group of organisations" in hidden
    assert "Oak" not in hidden
    assert "41 org" not in hidden
    assert "Oak" not in text_of(page(client, answered, "published_csv"))


def test_files_are_public_where_nobody_withholds_them_and_name_nobody(client, consultation, hari):
    ask_everything_of(consultation)
    version = response_by(consultation, "individual", "See it.", name="Una", statement=UNNAMED)
    kept = answer(version, FILE, file="una upton.pdf")
    address = (version.response_id, kept.pk)
    assert page(client, consultation, "published_file", *address).status_code == 404
    publish(consultation, hari)
    sent = page(client, consultation, "published_file", *address)
    assert "una" not in sent["Content-Disposition"].lower()
    assert "sandbox" in sent["Content-Security-Policy"]
    text = text_of(page(client, consultation, "published_response", version.response_id))
    assert "una upton" not in text + text_of(page(client, consultation, "published_csv"))
    redact(kept, Wanted("", "personal", withholds_file=True), by=hari)
    assert page(client, consultation, "published_file", *address).status_code == 404
    text = text_of(page(client, consultation, "published_response", version.response_id))
    assert "[redacted]" in text


def test_redacted_words_are_gone_from_list_page_and_file(client, answered, hari):
    publish(answered, hari)
    ida = response_of(answered, "Ida Ince")
    redact(ida.current.answers.get(), Wanted("Keep the [redacted].", "personal"), by=hari)
    every = [
        text_of(page(client, answered)),
        text_of(page(client, answered, "published_response", ida.pk)),
        text_of(page(client, answered, "published_csv")),
    ]
    assert all("Keep the [redacted]." in one and "bus" not in one for one in every)


def test_publishing_is_for_the_body_after_the_close_once_and_after_reading(
    answered, hari, ines, dev
):
    with pytest.raises(RuleBroken, match="closed"):
        publish(answered, hari, at=LAST_SECOND)
    with pytest.raises(RuleBroken, match="Only officers"):
        publish(answered, ines)
    with pytest.raises(RuleBroken, match="then tick that somebody"):
        publish_responses(answered, are_read=False, by=hari)
    publish(answered, dev)
    with pytest.raises(RuleBroken, match="already published"):
        publish(answered, hari)
    assert Event.objects.filter(name="consultations.responses_published").count() == 1


def test_the_check_page_says_how_many_and_why_not(client, answered, hari, ines):
    address = reverse("consultations_answering:responses_publish", args=[answered.pk])
    client.force_login(ines)
    assert client.get(address).status_code == 404
    client.force_login(hari)
    text = text_of(client.get(address))
    assert "1 response is confidential." in text
    assert "Read and redact" in text
    assert "then tick that somebody" in text_of(client.post(address))
    client.post(address, {"are_read": "on"})
    answered.refresh_from_db()
    assert answered.responses_published_at


@pytest.mark.parametrize(
    ("statement", "is_listed"),
    [
        ({"consent": "named"}, True),
        ({"consent": ""}, True),
        ({"consent": "unnamed"}, False),
        ({"consent": "no"}, False),
    ],
)
def test_an_organisations_own_page_does_not_say_that_it_is_the_unnamed_one(
    consultation, asha, member, statement, is_listed
):
    version = respond(consultation, member, text="Ours.", by=asha, at=DURING)
    type(version).objects.update(**statement)
    assert bool(responses_panel(member)) == is_listed


def test_what_is_handed_on_names_nobody_without_consent_and_nothing_confidential(
    client, answered, hari
):
    client.force_login(hari)
    address = reverse("consultations_reading:response_csv", args=[answered.pk])
    text = text_of(client.get(address, {"words": "redacted"}))
    for words in ("Ida Ince", "Secret gardener.", "Not for you.", "Nobody asked me."):
        assert words in text
    for name in ("Una", "Nora", "Con,", "Old", "My health."):
        assert name not in text
    assert "Una Upton" in text_of(client.get(address))


def test_a_consultation_that_was_never_published_has_no_public_responses(client, answered, ines):
    client.force_login(ines)
    assert page(client, answered).status_code == 404
    assert page(client, answered, "published_csv").status_code == 404
