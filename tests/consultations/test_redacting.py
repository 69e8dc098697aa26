"""Words are taken out of answers that are to be published: the answer stays, and each redaction is kept."""

import pytest
import time_machine

from assembly.accounts.models import Look
from assembly.consultations.models import Answer, Redaction
from assembly.consultations.reading import selectors
from assembly.consultations.reading.redacting import rules, services
from assembly.consultations.reading.redacting.services import Wanted
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.consultations.answered import (
    CHOICE,
    CLOSED,
    DURING,
    FILE,
    LAST_SECOND,
    address,
    answer,
    ask_everything,
    response_by,
)
from tests.factories.consultations import respond

pytestmark = pytest.mark.django_db

WORDS = "Mrs Smith's son told us that he waits."
REDACTED = "Mrs [name]'s son told us that he waits."


@pytest.fixture
def clock():
    with time_machine.travel(CLOSED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def sent(consultation, asha, member, clock):
    version = respond(consultation, member, text=WORDS, by=asha, at=DURING)
    return version.answers.get()


def wanted(text=REDACTED, reason="personal", **facts):
    return Wanted(text, reason, **facts)


def page_of(one):
    response = one.version.response
    return address("answer_redact", response.consultation, response.pk, one.pk)


def detail_of(one):
    response = one.version.response
    return address("response_detail", response.consultation, response.pk)


@pytest.mark.parametrize("who", ["hari", "dev"])
def test_both_are_kept_and_shown_side_by_side(client, sent, who, request):
    person = request.getfixturevalue(who)
    client.force_login(person)
    form = {"text": REDACTED, "reason": "personal", "explanation": "The mother is known."}
    page = client.post(page_of(sent), form, follow=True).content.decode()
    assert "Redaction saved." in page
    assert "Mrs Smith&#x27;s son" in page
    assert "Mrs [name]&#x27;s son" in page
    assert "As it was sent" in page
    assert "As redacted" in page
    assert f"by {person.name}: It tells of a person who can be recognised" in page
    assert "The mother is known." in page
    sent.refresh_from_db()
    assert sent.text == WORDS
    assert selectors.as_published(sent) == selectors.Published(REDACTED, "", is_redacted=True)


def test_the_event_holds_no_word(sent, hari):
    redaction = services.redact(sent, wanted(), by=hari)
    event = Event.objects.get(name="consultations.answer_redacted")
    assert event.data == {
        "response": sent.version.response_id,
        "answer": sent.pk,
        "redaction": redaction.pk,
    }
    assert (event.actor, redaction.made_by, redaction.made_at) == (hari, hari, CLOSED)


def test_the_newest_holds_and_lifting_is_one_more(client, sent, hari, dev):
    services.redact(sent, wanted(), by=hari)
    first = Redaction.objects.get()
    services.redact(sent, wanted("[all]", seen=first.pk), by=dev)
    assert selectors.as_published(sent).words == "[all]"
    client.force_login(hari)
    newest = Redaction.objects.latest()
    lifting = {"act": "lift", "redaction": newest.pk}
    page = client.post(page_of(sent), lifting, follow=True).content.decode()
    assert "Redaction lifted. The answer is shown as it was sent." in page
    assert selectors.as_published(sent) == selectors.Published(WORDS, "", is_redacted=False)
    assert [one.text for one in sent.redactions.all()] == [REDACTED, "[all]", WORDS]
    assert Event.objects.filter(name="consultations.redaction_lifted").count() == 1
    again = client.post(page_of(sent), lifting).content.decode()
    assert "This answer is shown as it was sent." in again


def test_the_board_reads_and_does_not_redact(client, sent, gwen):
    client.force_login(gwen)
    assert ">Redact<" not in client.get(detail_of(sent)).content.decode()
    page = client.post(page_of(sent), {"text": REDACTED, "reason": "personal"}, follow=True)
    assert "Only officers of the body that asked" in page.content.decode()
    assert not Redaction.objects.exists()
    with pytest.raises(RuleBroken, match="Only officers"):
        services.redact(sent, wanted(), by=gwen)


def test_not_before_the_close(client, sent, hari, clock):
    clock.move_to(LAST_SECOND)
    with pytest.raises(RuleBroken, match="once the window has closed"):
        services.redact(sent, wanted(), by=hari)
    client.force_login(hari)
    answered = client.post(page_of(sent), {"text": REDACTED, "reason": "personal"}, follow=True)
    assert "after 11.59pm" in answered.content.decode()
    assert not Redaction.objects.exists()


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("[redacted] told us that he waits.", True),
        ("Mrs Smith[redacted] waits.", True),
        ("[…] told [her] that he [redacted]", True),
        ("Mrs Smith waits.", False),
        ("Mrs Smith's son told us", False),
        ("Mrs [redacted] waits. [redacted] waits.", False),
        ("Mrs Smith's son told us that he never waits.", False),
        ("He waits.", False),
        ("waits he", False),
    ],
)
def test_words_are_only_taken_away(text, allowed):
    assert bool(rules.takes_away_only(WORDS, text)) is allowed


def test_what_is_taken_out_is_marked_or_the_answer_could_be_turned_round():
    said = "We do not agree."
    assert "Words are missing" in rules.takes_away_only(said, "We do agree.").reason
    assert rules.takes_away_only(said, "We do [redacted] agree.")


def test_what_was_typed_comes_back_with_the_reason(client, sent, hari):
    client.force_login(hari)
    form = {"text": "Mrs Jones waits.", "reason": "personal", "explanation": "Known."}
    page = client.post(page_of(sent), form).content.decode()
    assert "“Jones” is not in the answer at this place" in page
    assert "Mrs Jones waits." in page
    assert "Known." in page
    page = client.post(page_of(sent), {"text": WORDS, "reason": "personal"}).content.decode()
    assert "You have taken nothing out." in page
    page = client.post(page_of(sent), {"text": "", "reason": "other"}).content.decode()
    assert "Say what the other reason is." in page
    page = client.post(page_of(sent), {"text": ""}).content.decode()
    assert "Choose why you are taking something out." in page
    assert not Redaction.objects.exists()


def test_nothing_of_an_answer_may_be_left(client, sent, hari):
    services.redact(sent, wanted(""), by=hari)
    assert selectors.as_published(sent).words == ""
    client.force_login(hari)
    assert "<p>[redacted]</p>" in client.get(detail_of(sent)).content.decode()


def test_pressed_twice_it_is_one(sent, hari):
    assert services.redact(sent, wanted(), by=hari) == services.redact(sent, wanted(), by=hari)
    assert Redaction.objects.count() == 1


def test_whoever_comes_second_does_not_put_back_what_the_first_took_out(client, sent, hari, dev):
    client.force_login(dev)
    form = client.get(page_of(sent)).context["form"]
    services.redact(sent, wanted(), by=hari)
    seen = form.fields["seen"].initial
    typed = {"text": "Mrs Smith's son told us.", "reason": "personal", "seen": seen}
    page = client.post(page_of(sent), typed).content.decode()
    assert "Somebody else has changed this since you opened the form." in page
    assert Redaction.objects.count() == 1
    with pytest.raises(RuleBroken, match="at the same time"):
        services.redact(sent, wanted("Mrs Smith's son told us."), by=dev)
    with pytest.raises(RuleBroken, match="at the same time"):
        services.lift(sent, seen=None, by=dev)


def test_a_file_is_withheld(client, consultation, clock, hari):
    ask_everything(consultation)
    version = response_by(consultation, "individual", "I am here.", name="Ida")
    paper = answer(version, FILE, file="a paper.pdf")
    client.force_login(hari)
    form = {"withholds_file": "on", "reason": "personal"}
    page = client.post(page_of(paper), form, follow=True).content.decode()
    assert "Redaction saved." in page
    paper = Answer.objects.get(pk=paper.pk)
    assert selectors.as_published(paper) == selectors.Published("", "", is_redacted=True)
    assert "Download a paper.pdf" in page  # those who may read it still do
    services.lift(paper, seen=paper.redactions.get().pk, by=hari)
    assert selectors.as_published(paper).file_name == "a paper.pdf"


def test_what_was_chosen_from_a_list_is_not_redacted(client, consultation, clock, hari):
    ask_everything(consultation)
    version = response_by(consultation, "individual", name="Ida")
    chosen = answer(version, CHOICE, chosen=[1])
    assert selectors.as_published(chosen).words == "No"
    client.force_login(hari)
    page = client.get(page_of(chosen), follow=True).content.decode()
    assert "There is nothing to redact" in page
    with pytest.raises(RuleBroken, match="nothing to redact"):
        services.redact(chosen, wanted(""), by=hari)


def test_words_that_were_replaced_are_not_redacted(client, sent, asha, member, clock, hari):
    consultation = sent.version.response.consultation
    clock.move_to(DURING)
    respond(consultation, member, text="Newer words.", by=asha)
    clock.move_to(CLOSED)
    client.force_login(hari)
    assert "nothing of it is published" in client.get(page_of(sent), follow=True).content.decode()
    with pytest.raises(RuleBroken, match="nothing of it is published"):
        services.redact(sent, wanted(), by=hari)


def test_an_answer_is_redacted_under_its_own_response_alone(client, sent, consultation, hari):
    other = response_by(consultation, "individual", "I am here.", name="Ida")
    client.force_login(hari)
    at = address("answer_redact", consultation, other.response.pk, sent.pk)
    assert client.get(at).status_code == 404


def test_looking_at_an_answer_is_noted(client, sent, hari, asha):
    client.force_login(hari)
    client.get(page_of(sent))
    assert [list(look.people.all()) for look in Look.objects.all()] == [[asha]]
