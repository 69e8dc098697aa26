"""A decision has its day and a named officer; with feedback it concludes the consultation."""

from django.urls import reverse

import pytest
import time_machine

from assembly.consultations.answering.deciding.services import (
    DecisionWords,
    draft_decision,
    publish_decision,
    save_decision,
)
from assembly.consultations.answering.feedback.services import (
    draft_feedback,
    publish_feedback,
    save_feedback,
)
from assembly.consultations.models import Consultation
from assembly.core.rules import RuleBroken
from home.hiding.services import hide_text
from tests.consultations.answered import CLOSED
from tests.consultations.closing import (
    DAY,
    decide,
    full,
    give_feedback,
    page,
    publish,
    respond_in_every_way,
    text_of,
    theme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


def test_a_decision_has_its_day_and_a_named_officer_of_the_body(client, consultation, hari, ines):
    draft = draft_decision(consultation, by=hari)
    with pytest.raises(RuleBroken) as refused:
        publish_decision(draft, by=hari)
    for words in ("The decision: say", "Day: say when", "Officer: choose"):
        assert words in str(refused.value)
    officer, other = hari.officer_of.get(), ines.officer_of.get()
    later = CLOSED + 10 * DAY
    for day, who, words in (
        (later.date() + DAY, officer, "is in the future"),
        (consultation.closes_on, officer, "before the close"),
        (later.date(), other, "holds a post in"),
    ):
        save_decision(draft, DecisionWords("We close it.", day, who), by=hari)
        with pytest.raises(RuleBroken, match=words):
            publish_decision(draft, by=hari, at=later)
    save_decision(draft, DecisionWords("We close it.", later.date(), officer), by=hari)
    publish_decision(draft, by=hari, at=later)
    type(officer).objects.update(name="Somebody Else")
    text = text_of(page(client, consultation, "decision_version", 1))
    assert "We close it." in text
    assert "Hari Hale, Commissioning manager" in text
    consultation.refresh_from_db()
    assert consultation.decision_published_at == later


def test_concluded_is_both(client, consultation, hari):
    bus = theme(consultation, "The bus")
    draft = draft_feedback(consultation, by=hari)
    save_feedback(draft, full(bus), by=hari)
    publish_feedback(draft, by=hari)
    assert not Consultation.objects.concluded().exists()
    draft = draft_decision(consultation, by=hari, at=CLOSED + DAY)
    words = DecisionWords("We keep it.", CLOSED.date(), hari.officer_of.get())
    save_decision(draft, words, by=hari)
    publish_decision(draft, by=hari, at=CLOSED + DAY)
    assert Consultation.objects.concluded().exists()
    text = text_of(client.get(consultation.get_absolute_url()))
    assert "Concluded" in text
    assert text.index('id="decision"') < text.index('id="feedback"') < text.index('id="responses"')
    assert "Concluded" in text_of(client.get("/consultations/?state=concluded"))


def test_while_the_text_of_the_page_is_hidden_so_are_the_words_of_the_body(
    client, consultation, hari, dev
):
    """A libel in feedback is hidden with the page that shows it, and at no address of a version either."""
    give_feedback(consultation, by=hari)
    decide(consultation, by=hari)
    addresses = [
        consultation.get_absolute_url(),
        *(
            reverse(f"consultations:{name}", args=["wcc", consultation.page.slug, 1])
            for name in ("feedback_version", "decision_version")
        ),
    ]
    assert all("We keep it." in text_of(client.get(one)) for one in addresses)
    hide_text(consultation.page, "A libel.", by=dev)
    assert not any("We keep it." in text_of(client.get(one)) for one in addresses)


def test_of_a_withdrawn_consultation_no_decision_is_said_to_come(client, consultation, hari):
    give_feedback(consultation, by=hari)
    listed = reverse("consultations:answered_list")
    assert "Decision to come" in text_of(client.get(listed))
    Consultation.objects.update(withdrawn_on=CLOSED.date(), withdrawal_reason="Dropped.")
    assert "Decision to come" not in text_of(client.get(listed))
    assert "Withdrawn" in text_of(client.get(listed))


def test_the_pages_of_a_concluded_consultation_ask_the_database_seldom(
    client, consultation, hari, django_assert_max_num_queries
):
    respond_in_every_way(consultation)
    publish(consultation, hari)
    give_feedback(consultation, by=hari)
    decide(consultation, by=hari)
    ida = consultation.responses.get(name="Ida Ince")
    pages = [
        reverse("consultations:published_list", args=["wcc", consultation.page.slug]),
        reverse("consultations:published_response", args=["wcc", consultation.page.slug, ida.pk]),
        reverse("consultations:feedback_version", args=["wcc", consultation.page.slug, 1]),
        reverse("consultations:decision_version", args=["wcc", consultation.page.slug, 1]),
        reverse("consultations:answered_list"),
    ]
    # The page of the consultation shows decision, feedback, events, documents and window together.
    for address, most in [*((one, 12) for one in pages), (consultation.get_absolute_url(), 15)]:
        client.get(address)
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
