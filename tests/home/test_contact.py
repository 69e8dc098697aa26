"""A message to the Support Unit, from the form to the answer."""

import datetime as dt

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone

import pytest

from assembly.core import to_do
from assembly.core.bank_holidays.calendar import WorkingDays
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.notifications.models import Email, Notification
from home.contact import rules, services
from home.contact.models import ContactMessage
from home.contact.retention import forget_messages
from tests.factories.membership import UserFactory

pytestmark = pytest.mark.django_db

WORDS = {
    "topic": "voting",
    "name": "Asha Amin",
    "email": "asha@example.org",
    "text": "I cannot find the ballot.",
    "website": "",
}


@pytest.fixture
def waiting():
    return services.receive_message(
        ContactMessage(**{key: value for key, value in WORDS.items() if key != "website"}), by=None
    )


def test_a_message_arrives_with_its_number_and_the_support_unit_is_told(client, dev):
    response = client.post("/contact/", WORDS)
    message = ContactMessage.objects.get()
    assert response.url == f"/contact/?received={message.reference}"
    assert message.reference in client.get(response.url).content.decode()
    assert (
        Email.objects.get(address="asha@example.org").subject == f"Your message {message.reference}"
    )
    told = Notification.objects.get(user=dev)
    assert told.url == f"/cms/messages/{message.pk}/"
    event = Event.objects.get(name="home.message_received")
    assert event.data == {"topic": "voting"}


def test_the_page_knows_who_is_signed_in(client, asha):
    client.force_login(asha)
    page = client.get("/contact/").content.decode()
    assert 'value="asha@example.org"' in page
    client.post("/contact/", WORDS)
    assert ContactMessage.objects.get().sender == asha


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"topic": ""}, "Choose what your message is about."),
        ({"topic": "spam"}, "Select a valid choice"),
        ({"name": ""}, "Enter your name."),
        ({"email": ""}, "Enter the e-mail address to which we may answer."),
        ({"email": "asha@"}, "Enter a valid email address."),
        ({"text": "   "}, "Write your message."),
        ({"text": "x" * 5_001}, "Your message has 5,001 characters"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(client, wrong, sentence):
    response = client.post("/contact/", {**WORDS, **wrong})
    page = response.content.decode()
    assert sentence in page
    kept = {**WORDS, **wrong}
    assert all(kept[field].strip() in page for field in ("name", "email", "text"))
    assert not ContactMessage.objects.exists()


def test_a_program_that_fills_in_every_field_reaches_nobody(client, dev):
    response = client.post("/contact/", {**WORDS, "website": "https://spam.example.org"})
    assert response.url.startswith("/contact/?received=")
    assert not ContactMessage.objects.exists()
    assert not Email.objects.exists()


def test_a_button_pressed_twice_sends_one_message(client, dev):
    first = client.post("/contact/", WORDS)
    second = client.post("/contact/", WORDS)
    assert first.url == second.url
    assert ContactMessage.objects.count() == 1
    assert Email.objects.filter(address="asha@example.org").count() == 1


def test_the_same_words_a_day_later_are_another_message(waiting):
    later = timezone.now() + dt.timedelta(days=1)
    again = ContactMessage(topic="voting", name="Asha", email=WORDS["email"], text=WORDS["text"])
    assert services.receive_message(again, by=None, at=later).pk != waiting.pk


def test_too_many_messages_are_refused_in_a_sentence_with_the_words_kept(client):
    for number in range(5):
        client.post("/contact/", {**WORDS, "text": f"Message {number}"})
    page = client.post("/contact/", {**WORDS, "text": "The sixth"}).content.decode()
    assert "We allow 5 messages within 60 minutes for this account or e-mail address" in page
    assert "The sixth" in page
    assert ContactMessage.objects.count() == 5
    cache.clear()
    assert client.post("/contact/", {**WORDS, "text": "The sixth"}).status_code == 302


def test_a_made_up_number_shows_no_markup(client):
    page = client.get("/contact/?received=<b>23</b>").content.decode()
    assert "Message received" not in page


def test_staff_answer_and_the_answer_goes_to_whoever_wrote(client, dev, waiting):
    client.force_login(dev)
    page = client.get(f"/cms/messages/{waiting.pk}/").content.decode()
    assert "I cannot find the ballot." in page
    client.post(f"/cms/messages/{waiting.pk}/", {"act": "answer", "answer": "It opens on Friday."})
    waiting.refresh_from_db()
    assert waiting.state == "answered"
    assert waiting.handled_by == dev
    mail = Email.objects.get(kind="home/message_answered")
    assert mail.address == "asha@example.org"
    assert "It opens on Friday." in mail.text
    assert Event.objects.get(name="home.message_answered").data == {}


def test_an_answer_without_words_is_refused(client, dev, waiting):
    client.force_login(dev)
    page = client.post(f"/cms/messages/{waiting.pk}/", {"act": "answer", "answer": " "})
    assert "Write the answer, or close the message without one." in page.content.decode()
    waiting.refresh_from_db()
    assert waiting.state == "waiting"


def test_a_message_is_closed_without_an_answer(client, dev, waiting):
    client.force_login(dev)
    client.post(f"/cms/messages/{waiting.pk}/", {"act": "close"})
    waiting.refresh_from_db()
    assert waiting.state == "closed"
    assert not Email.objects.filter(kind="home/message_answered").exists()


def test_nothing_is_answered_twice(client, dev, waiting):
    services.answer_message(waiting, answer="Yes.", by=dev)
    with pytest.raises(RuleBroken, match="has been answered"):
        services.answer_message(waiting, answer="No.", by=dev)
    with pytest.raises(RuleBroken, match="has been answered"):
        services.close_message(waiting, by=dev)
    client.force_login(dev)
    answer = client.post(
        f"/cms/messages/{waiting.pk}/", {"act": "answer", "answer": "No."}, follow=True
    )
    assert "has been answered" in answer.content.decode()
    assert Email.objects.filter(kind="home/message_answered").count() == 1


def test_a_closed_message_stays_closed(dev, waiting):
    services.close_message(waiting, by=dev)
    with pytest.raises(RuleBroken, match="has been closed"):
        services.answer_message(waiting, answer="Late.", by=dev)


def test_the_list_shows_what_waits_and_what_is_late(client, dev, waiting):
    ContactMessage.objects.update(received_at=timezone.now() - dt.timedelta(days=20))
    other = ContactMessage(topic="other", name="Ben", email="ben@example.org", text="Hello")
    services.close_message(services.receive_message(other, by=None), by=dev)
    client.force_login(dev)
    page = client.get("/cms/messages/").content.decode()
    assert waiting.reference in page
    assert other.reference not in page
    assert "(late)" in page
    assert other.reference in client.get("/cms/messages/?state=closed").content.decode()
    assert waiting.reference in client.get("/cms/messages/?state=&topic=voting").content.decode()
    assert "No such message." in client.get("/cms/messages/?topic=data").content.decode()


@pytest.mark.parametrize("address", ["/cms/messages/", "/cms/messages/{}/"])
def test_only_the_support_unit_reads_messages(client, efua, waiting, address):
    client.force_login(efua)
    assert client.get(address.format(waiting.pk)).status_code in {302, 403}
    assert (
        "I cannot find" not in client.get(address.format(waiting.pk), follow=True).content.decode()
    )


def test_messages_are_forgotten_a_year_after_they_were_settled(dev, waiting):
    services.answer_message(waiting, answer="Yes.", by=dev)
    today = timezone.localdate()
    assert forget_messages(today) == 0
    assert ContactMessage.objects.exists()
    assert forget_messages(today + rules.KEPT + dt.timedelta(days=1)) == 1
    assert not ContactMessage.objects.exists()


def test_what_waits_is_never_forgotten(waiting):
    services.forget_old_messages(at=timezone.now() + 3 * rules.KEPT)
    assert ContactMessage.objects.exists()


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (dt.date(2026, 11, 20), dt.date(2026, 11, 20), 0),  # a Friday
        (dt.date(2026, 11, 20), dt.date(2026, 11, 22), 0),
        (dt.date(2026, 11, 20), dt.date(2026, 11, 23), 1),
        (dt.date(2026, 11, 20), dt.date(2026, 11, 27), 5),
        (dt.date(2026, 11, 21), dt.date(2026, 11, 30), 6),
    ],
)
def test_working_days_leave_weekends_out(since, until, days):
    kept = WorkingDays()
    assert kept.between(since, until) == days
    assert rules.is_late(since, until, kept) == (days > 5)


@pytest.mark.parametrize("fields", [{"state": "closed"}, {"settled_at": timezone.now()}])
def test_the_database_keeps_state_and_time_together(waiting, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactMessage.objects.update(**fields)


def test_the_database_wants_words_in_an_answer(waiting):
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactMessage.objects.update(state="answered", settled_at=timezone.now(), answer="")


# Handed to another office


@pytest.fixture
def clerk(db):
    return UserFactory(name="Cora Clerk", office="Compact Board")


def tasks(person):
    return [task.text for task in to_do.tasks_for(person, timezone.now())]


def test_a_handed_message_is_told_and_a_task_of_that_office_alone(client, waiting, clerk, dev):
    assert "1 message to answer" in tasks(dev)
    client.force_login(dev)
    address = f"/cms/messages/{waiting.pk}/"
    page = client.post(address, {"act": "hand", "office": "Compact Board"}, follow=True)
    assert "with the Compact Board now" in page.content.decode()
    assert "Handed to" in page.content.decode()
    assert "1 message to answer" not in tasks(dev)
    assert any("handed to you" in text for text in tasks(clerk))
    told = Notification.objects.get(user=clerk)
    assert told.url == f"/my/messages/{waiting.pk}/"
    assert Event.objects.get(name="home.message_handed").data == {"to": "compact-board"}


def test_a_handed_message_is_never_late_in_the_support_units_list(client, waiting, clerk, dev):
    ContactMessage.objects.update(received_at=timezone.now() - dt.timedelta(days=30))
    client.force_login(dev)
    assert "(late)" in client.get("/cms/messages/").content.decode()
    services.hand_message(waiting, "Compact Board", by=dev)
    page = client.get("/cms/messages/").content.decode()
    assert "(late)" not in page
    assert "with the Compact Board" in page


@pytest.mark.parametrize("act", ["answer", "close"])
def test_the_office_answers_or_closes_it_once(client, waiting, clerk, dev, act):
    services.hand_message(waiting, "Compact Board", by=dev)
    client.force_login(clerk)
    address = f"/my/messages/{waiting.pk}/"
    assert WORDS["text"] in client.get(address).content.decode()
    client.post(address, {"act": act, "answer": "By 5pm."})
    waiting.refresh_from_db()
    assert waiting.handled_by == clerk
    assert Email.objects.filter(kind="home/message_answered").exists() is (act == "answer")
    again = client.post(address, {"act": act, "answer": "By 6pm."}, follow=True)
    assert "has been" in again.content.decode()
    assert not any("handed to you" in text for text in tasks(clerk))


def test_another_office_does_not_see_it(client, waiting, clerk, dev):
    guard = UserFactory(office="Data protection lead")
    services.hand_message(waiting, "Compact Board", by=dev)
    for other in (guard, UserFactory()):
        client.force_login(other)
        assert client.get(f"/my/messages/{waiting.pk}/").status_code == 404
        assert not any("handed to you" in text for text in tasks(other))


def test_nobody_is_handed_a_message_in_vain_or_twice(waiting, dev, clerk):
    with pytest.raises(RuleBroken, match="Nobody holds the office of Data protection lead"):
        services.hand_message(waiting, "Data protection lead", by=dev)
    services.hand_message(waiting, "Compact Board", by=dev)
    with pytest.raises(RuleBroken, match="is with the Compact Board already"):
        services.hand_message(waiting, "Compact Board", by=dev)
    services.hand_message(waiting, "", by=dev)
    assert "1 message to answer" in tasks(dev)
    services.close_message(waiting, by=dev)
    with pytest.raises(RuleBroken, match="has been closed"):
        services.hand_message(waiting, "Compact Board", by=dev)
