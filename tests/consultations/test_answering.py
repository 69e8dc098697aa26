"""What becomes of a closed consultation: responses, feedback, the decision, and the record of all that."""

import datetime as dt

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
    FeedbackWords,
    LineWords,
    draft_feedback,
    publish_feedback,
    save_feedback,
)
from assembly.consultations.answering.hiding.services import hide_response, show_response_again
from assembly.consultations.answering.publishing_responses.services import publish_responses
from assembly.consultations.answering.withdrawing.services import (
    give_consent_back,
    withdraw_consent,
    withdraw_for_sender,
)
from assembly.consultations.models import Consultation, RaisedTheme
from assembly.consultations.reading.redacting.services import Wanted, redact
from assembly.consultations.responding.by_address import links
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.consultations.answered import CLOSED, DURING, FILE, LAST_SECOND, answer, response_by
from tests.consultations.answered import ask_everything as ask_everything_of
from tests.factories.consultations import respond

pytestmark = pytest.mark.django_db

NAMED = {"consent": "named"}
UNNAMED = {"consent": "unnamed"}
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def answered(consultation):
    """Ida with her name, somebody without, one who refused, one confidential, one never asked."""
    response_by(consultation, "individual", "Keep the bus.", name="Ida Ince", statement=NAMED)
    response_by(consultation, "individual", "Secret gardener.", name="Una Upton", statement=UNNAMED)
    response_by(
        consultation, "individual", "Not for you.", name="Nora", statement={"consent": "no"}
    )
    response_by(consultation, "individual", "My health.", name="Con", statement=CONFIDENTIAL)
    response_by(consultation, "individual", "Nobody asked me.", name="Old")
    return consultation


CONFIDENTIAL = {"is_confidential": True, "confidential_because": "A feud.", "consent": "no"}


def response_of(consultation, name):
    return consultation.responses.get(name=name)


def theme(consultation, name, position=1, **facts):
    return RaisedTheme.objects.create(
        consultation=consultation, name=name, position=position, **facts
    )


def page(client, consultation, name="published_list", *more):
    slugs = [consultation.body.page.slug, consultation.page.slug]
    return client.get(reverse(f"consultations:{name}", args=[*slugs, *more]))


def text_of(answered):
    if answered.streaming:
        return b"".join(answered.streaming_content).decode()
    return answered.content.decode()


def publish(consultation, by, **facts):
    return publish_responses(consultation, are_read=True, by=by, **facts)


# Responses


def test_what_is_published_follows_consent(client, answered, hari):
    assert page(client, answered).status_code == 404
    publish(answered, hari)
    listed = page(client, answered)
    assert listed["X-Robots-Tag"] == "noindex"
    text = text_of(listed)
    assert "Ida Ince" in text and "Keep the bus." in text
    assert "Secret gardener." in text and "An individual" in text and "Una" not in text
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
    assert "Secret gardener." in one and "Secret gardener." in file
    assert "Una" not in one + file
    assert "Ida Ince" in file and "Not for you." not in file and "My health." not in file
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
    assert "Elm Group" in shown and "7 organisations belonged" in shown
    hidden = text_of(page(client, answered, "published_response", other.response_id))
    assert "A group of organisations" in hidden and "Oak" not in hidden and "41 org" not in hidden
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
    with pytest.raises(RuleBroken, match="Tick that somebody"):
        publish_responses(answered, are_read=False, by=hari)
    publish(answered, dev)
    with pytest.raises(RuleBroken, match="published already"):
        publish(answered, hari)
    assert Event.objects.filter(name="consultations.responses_published").count() == 1


def test_the_check_page_says_how_many_and_why_not(client, answered, hari, ines):
    address = reverse("consultations_answering:responses_publish", args=[answered.pk])
    client.force_login(ines)
    assert client.get(address).status_code == 404
    client.force_login(hari)
    text = text_of(client.get(address))
    assert "1 response is confidential." in text and "Read and redact" in text
    assert "Tick that somebody" in text_of(client.post(address))
    client.post(address, {"are_read": "on"})
    answered.refresh_from_db()
    assert answered.responses_published_at


# Consent that is withdrawn


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
    assert "Ours." not in gone and "1 sender withdrew their consent." in gone
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
        with pytest.raises(RuleBroken, match="Only whoever sent"):
            withdraw_consent(ours.response, by=who)
    withdraw_consent(ours.response, by=asha)
    for who in (hari, dev, None):
        with pytest.raises(RuleBroken, match="Only whoever sent"):
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
    assert "One response is hidden while it is looked into." in text
    assert "Ida" not in text and "thief" not in text
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


# Feedback


def full(*themes, we_asked="How should it change?", **facts):
    line = LineWords("Keep it.", "We keep it.", "followed")
    return FeedbackWords(we_asked, {one.pk: line for one in themes}, **facts)


def test_feedback_cannot_be_published_empty_and_says_all_that_is_missing(consultation, hari):
    draft = draft_feedback(consultation, by=hari)
    with pytest.raises(RuleBroken, match="there is no theme yet"):
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
        "“Late”: this theme was raised since",
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
    assert "How should it change?" in old and "The bus" in old and "Omnibus" not in old
    assert "replaced by a later one" in old
    new = text_of(page(client, consultation, "feedback_version", 2))
    assert "And now?" in new and "A typing error." in new and "Omnibus" in new
    assert Consultation.objects.get(pk=consultation.pk).feedback_given_at == given


def test_two_editors_notice_each_other(client, consultation, hari, dev):
    bus = theme(consultation, "The bus")
    draft = draft_feedback(consultation, by=hari)
    seen = draft.edit
    save_feedback(draft, full(bus), by=dev, seen=seen)
    with pytest.raises(RuleBroken, match="at the same moment"):
        save_feedback(draft, full(bus, we_asked="Mine."), by=hari, seen=seen)
    with pytest.raises(RuleBroken, match="at the same moment"):
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
    assert "Theirs." in text and "Mine." in text
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
    assert "raised since the draft" in text and "was merged into “The tram”" in text
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


# Decisions


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
    assert "We close it." in text and "Hari Hale, Commissioning manager" in text
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
