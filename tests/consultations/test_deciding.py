"""A decision has its day and a named officer; with feedback it concludes the consultation."""

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
from tests.consultations.answered import CLOSED
from tests.consultations.closing import (
    DAY,
    full,
    page,
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
        (later.date() + DAY, officer, "lies ahead"),
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
