"""One consultation, and everything that goes wrong after its close."""

import pytest
import time_machine

from assembly.consultations.answering.deciding.services import draft_decision, publish_decision
from assembly.consultations.answering.feedback.services import (
    draft_feedback,
    publish_feedback,
    save_feedback,
)
from assembly.consultations.answering.hiding.services import hide_response
from assembly.consultations.answering.withdrawing.services import withdraw_consent
from assembly.consultations.counts import by_kind
from assembly.consultations.models import Consultation
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.consultations.answered import CLOSED
from tests.consultations.closing import (
    DAY,
    decide,
    full,
    page,
    publish,
    respond_in_every_way,
    response_of,
    text_of,
    theme,
)

pytestmark = pytest.mark.django_db


def public(client, consultation):
    names = ("published_list", "published_csv")
    listed = [text_of(page(client, consultation, name)) for name in names]
    return "".join([*listed, text_of(client.get(consultation.get_absolute_url()))])


def test_what_goes_wrong_after_the_close_is_mended_in_public(client, consultation, hari, dev):
    respond_in_every_way(consultation)
    before = by_kind(consultation)
    with time_machine.travel(CLOSED, tick=False) as clock:
        publish(consultation, hari)
        assert "Keep the bus." in public(client, consultation)

        # Consent is withdrawn after publishing.
        withdraw_consent(response_of(consultation, "Ida Ince"))
        assert "Keep the bus." not in public(client, consultation)

        # A response libels somebody: hidden at once, and nobody learns whose it is.
        hide_response(response_of(consultation, "Una Upton"), reason="A libel.", by=dev)
        shown = public(client, consultation)
        assert "Secret gardener." not in shown
        assert "One response is hidden while we look into it." in shown
        assert by_kind(consultation) == before

        # Published empty: refused, with all that is missing.
        draft = draft_feedback(consultation, by=hari)
        with pytest.raises(RuleBroken, match="Add the themes that people raised"):
            publish_feedback(draft, by=hari)
        bus = theme(consultation)
        with pytest.raises(RuleBroken, match="“The bus”: this theme was added after you began"):
            publish_feedback(draft, by=hari)
        empty = draft_decision(consultation, by=hari)
        with pytest.raises(RuleBroken, match="Day: say when"):
            publish_decision(empty, by=hari)
        save_feedback(draft, full(bus), by=hari)
        publish_feedback(draft, by=hari)

        # Edited after publishing: never that version, always the next.
        with pytest.raises(RuleBroken, match="stays as it is"):
            save_feedback(draft, full(bus, we_asked="Rewritten."), by=hari)
        clock.move_to(CLOSED + DAY)
        second = draft_feedback(consultation, by=hari)
        note = "We had the wrong year."
        save_feedback(second, full(bus, we_asked="Mended.", change_note=note), by=hari)
        assert "Mended." not in public(client, consultation)
        publish_feedback(second, by=hari)
        decide(consultation, by=hari, at=CLOSED + DAY)
        shown = public(client, consultation)
        for words in ("Mended.", note, "We keep it.", "Concluded"):
            assert words in shown
        assert "How should it change?" in text_of(page(client, consultation, "feedback_version", 1))
    given = Consultation.objects.get(pk=consultation.pk).feedback_given_at
    assert given == CLOSED
    assert Event.objects.filter(name="consultations.feedback_published").count() == 2
