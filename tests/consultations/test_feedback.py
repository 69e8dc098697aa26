"""“We asked, you said, we did”: drafted by two, never empty, never changed once it is published."""

from django.urls import reverse

import pytest
import time_machine

from assembly.consultations.answering.feedback.services import (
    FeedbackWords,
    LineWords,
    draft_feedback,
    publish_feedback,
    save_feedback,
)
from assembly.consultations.models import Consultation, RaisedTheme
from assembly.core.models import Event
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


def test_feedback_cannot_be_published_empty_and_says_all_that_is_missing(consultation, hari):
    draft = draft_feedback(consultation, by=hari)
    with pytest.raises(RuleBroken, match="Add the themes that people raised"):
        publish_feedback(draft, by=hari)
    bus, fare = theme(consultation, "The bus"), theme(consultation, "Fares", 2)
    late = theme(consultation, "Late", 3)
    lines = {bus.pk: LineWords(outcome="not"), fare.pk: LineWords("Cheaper.", "No.", "partly")}
    save_feedback(draft, FeedbackWords(" ", lines), by=hari)
    with pytest.raises(RuleBroken) as refused:
        publish_feedback(draft, by=hari)
    for words in (
        "We asked: say what",
        "“The bus”: say under “You said”",
        "“The bus”: say under “We did”",
        "“The bus”: give the reasons",
        "“Fares”: give the reasons",
        "“Late”: this theme was added after you began",
    ):
        assert words in str(refused.value)
    save_feedback(draft, full(bus, fare, late), by=hari)
    publish_feedback(draft, by=hari)
    consultation.refresh_from_db()
    assert consultation.feedback_given_at == CLOSED


def test_published_feedback_never_changes_and_is_corrected_by_the_next_version(
    client, consultation, hari
):
    bus = theme(consultation, "The bus")
    first = draft_feedback(consultation, by=hari)
    save_feedback(first, full(bus), by=hari)
    publish_feedback(first, by=hari)
    given = Consultation.objects.get(pk=consultation.pk).feedback_given_at
    with pytest.raises(RuleBroken, match="stays as it is"):
        save_feedback(first, full(bus, we_asked="Something else?"), by=hari)
    RaisedTheme.objects.update(name="Omnibus")
    second = draft_feedback(consultation, by=hari, at=CLOSED + DAY)
    assert (second.number, second.lines.get().you_said) == (2, "Keep it.")
    with pytest.raises(RuleBroken, match="Say what you changed"):
        publish_feedback(second, by=hari, at=CLOSED + DAY)
    save_feedback(second, full(bus, we_asked="And now?", change_note="A typing error."), by=hari)
    assert page(client, consultation, "feedback_version", 2).status_code == 404
    publish_feedback(second, by=hari, at=CLOSED + DAY)
    old = text_of(page(client, consultation, "feedback_version", 1))
    assert "How should it change?" in old
    assert "The bus" in old
    assert "Omnibus" not in old
    assert "A later version has replaced this one." in old
    new = text_of(page(client, consultation, "feedback_version", 2))
    assert "And now?" in new
    assert "A typing error." in new
    assert "Omnibus" in new
    assert Consultation.objects.get(pk=consultation.pk).feedback_given_at == given


def test_two_editors_notice_each_other(client, consultation, hari, dev):
    bus = theme(consultation, "The bus")
    draft = draft_feedback(consultation, by=hari)
    seen = draft.edit
    save_feedback(draft, full(bus), by=dev, seen=seen)
    with pytest.raises(RuleBroken, match="while you were writing"):
        save_feedback(draft, full(bus, we_asked="Mine."), by=hari, seen=seen)
    with pytest.raises(RuleBroken, match="while you were writing"):
        publish_feedback(draft, by=hari, seen=seen)


def test_the_form_shows_both_texts_where_two_people_wrote(client, consultation, hari):
    bus = theme(consultation, "The bus")
    draft = draft_feedback(consultation, by=hari)
    address = reverse("consultations_answering:feedback_draft", args=[consultation.pk])
    client.force_login(hari)
    form = client.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields if name != "report"}
    save_feedback(draft, full(bus, we_asked="Theirs."), by=hari)
    text = text_of(client.post(address, typed | {"we_asked": "Mine."}))
    assert "Theirs." in text
    assert "Mine." in text
    draft.refresh_from_db()
    assert draft.we_asked == "Theirs."


def test_new_themes_are_offered_and_merged_ones_can_be_left_out(client, consultation, hari):
    bus = theme(consultation, "The bus")
    draft = draft_feedback(consultation, by=hari)
    tram = theme(consultation, "The tram", 2)
    bus.merged_into = tram
    bus.save()
    address = reverse("consultations_answering:feedback_draft", args=[consultation.pk])
    client.force_login(hari)
    answered = client.get(address)
    text = text_of(answered)
    assert "added after the draft" in text
    # Which theme each “You said” belongs to is read out with it.
    assert '<legend class="w-h3">The tram</legend>' in answered.content.decode()
    assert "was merged into “The tram”" in text
    form = answered.context["form"]
    typed = {name: form[name].value() or "" for name in form.fields if name != "report"}
    typed |= {f"leave_{bus.pk}": "on", f"said_{tram.pk}": "Build one."}
    assert client.post(address, typed).status_code == 302
    assert [line.theme_name for line in draft.lines.all()] == ["The tram"]
    assert draft.lines.get().you_said == "Build one."


def test_the_screens_lead_from_draft_to_published(client, consultation, hari):
    bus = theme(consultation, "The bus")
    client.force_login(hari)
    address = reverse("consultations_answering:feedback_draft", args=[consultation.pk])
    client.post(address)
    typed = {"we_asked": "What now?", f"said_{bus.pk}": "Stay.", f"did_{bus.pk}": "It stays."}
    shown = client.post(address, typed | {"act": "check"}, follow=True)
    assert "choose whether you followed it" in text_of(shown)
    client.post(address, typed | {f"outcome_{bus.pk}": "followed"})
    check = reverse("consultations_answering:feedback_check", args=[consultation.pk])
    client.post(check, {"edit": client.get(check).context["form"]["edit"].value()})
    consultation.refresh_from_db()
    assert consultation.feedback_given_at
    assert "It stays." in text_of(client.get(consultation.get_absolute_url()))


def test_begin_pressed_twice_wipes_nothing(client, consultation, hari):
    theme(consultation, "The bus")
    client.force_login(hari)
    address = reverse("consultations_answering:feedback_draft", args=[consultation.pk])
    for _ in range(2):
        client.post(address, {"act": "begin"})
    assert consultation.feedbacks.get().we_asked
    assert Event.objects.filter(name__startswith="consultations.feedback").count() == 1


def test_the_same_again_is_the_same_save(consultation, hari):
    bus = theme(consultation, "The bus")
    draft = draft_feedback(consultation, by=hari)
    for _ in range(2):
        saved = save_feedback(draft, full(bus), by=hari)
    assert saved.edit == draft.edit + 1
    assert Event.objects.filter(name="consultations.feedback_saved").count() == 1


def test_each_step_is_found_by_links_alone(client, consultation, dev):
    """Nobody responded, so no page of responses leads on to the themes that feedback needs."""
    client.force_login(dev)
    answering, themes, draft, responses = (
        reverse(name, args=[consultation.pk])
        for name in (
            "consultations_answering:answering",
            "consultations_analysis:theme_list",
            "consultations_answering:feedback_draft",
            "consultations_reading:response_list",
        )
    )
    assert f'href="{answering}"' in client.get(responses).content.decode()
    hub = client.get(answering).content.decode()
    assert f'href="{themes}"' in hub
    assert "None yet. Feedback needs one" in hub
    assert f'href="{themes}"' in client.get(draft).content.decode()
    client.post(draft, {"act": "begin"})
    assert f'href="{themes}"' in client.get(draft).content.decode()
    client.post(themes, {"name": "Nobody responded", "description": ""})
    assert "1 theme raised" in client.get(answering).content.decode()
