"""“Ask for more”: the Support Unit asks an applicant, whose application waits until a lead answers."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

import pytest

from assembly.accounts.models import Look
from assembly.core import to_do
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from assembly.membership.models import ApplicationQuestion, Delegate
from assembly.membership.questions import services
from assembly.membership.retention import forget_questions
from assembly.notifications.models import Email, Notification
from tests.factories.membership import (
    DelegateFactory,
    RegisterEntryFactory,
    RegisterImportFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

WORDS = "Who is on the committee?"


@pytest.fixture
def check_page(client, applicant, dev):
    client.force_login(dev)
    address = f"/cms/applications/{applicant.pk}/"
    return lambda: " ".join(client.get(address).content.decode().split())


@pytest.fixture
def question(applicant, dev):
    return services.ask(applicant, WORDS, by=dev)


def tasks(person):
    return [task.text for task in to_do.tasks_for(person, timezone.now())]


def test_the_check_shows_who_applies_and_notes_the_look(check_page, nadia, dev):
    page = check_page()
    assert "Nadia Novak" in page
    assert "nadia@example.org" in page
    look = Look.objects.get()
    assert (look.by, look.screen, list(look.people.all())) == (dev, "application", [nadia])


def test_the_check_shows_the_entry_of_its_number(check_page, applicant):
    assert "It gave no official number." in check_page()
    applicant.org_id = "GB-CHC-1090095"
    applicant.save()
    assert "No official register has been loaded" in check_page()
    loaded = RegisterImportFactory()
    missing = "GB-CHC-1090095 was not found in the register loaded on"
    assert missing in check_page()
    RegisterEntryFactory(
        org_id="GB-CHC-1090095", name="WYLDEN SHED", website="shed.example.org",
        latest_income=12_300, source=loaded,
    )  # fmt: skip
    page = check_page()
    assert missing not in page
    assert "WYLDEN SHED" in page
    assert "shed.example.org" in page
    assert "£12,300" in page


def test_a_question_goes_to_the_leads_and_stands_on_the_check(
    client, check_page, applicant, nadia, django_capture_on_commit_callbacks
):
    address = f"/cms/applications/{applicant.pk}/"
    with django_capture_on_commit_callbacks(execute=True):
        client.force_login(UserFactory(office="Support Unit"))
        answered = client.post(f"{address}ask/", {"words": WORDS}, follow=True)
    assert "waits for the applicant" in answered.content.decode()
    question = ApplicationQuestion.objects.get()
    assert Notification.objects.filter(user=nadia, kind="membership/applicant_asked").exists()
    assert WORDS in Email.objects.get(user=nadia, kind="membership/applicant_asked").text
    event = Event.objects.get(name="membership.applicant_asked")
    assert event.data == {"question": question.pk}, "never the words"
    assert WORDS in check_page()


def test_while_it_waits_for_the_applicant_it_is_nobody_elses_task(client, question, dev, nadia):
    assert not [text for text in tasks(dev) if "to check" in text]
    assert "Answer the Support Unit's question about the application" in tasks(nadia)
    client.force_login(dev)
    page = client.get("/cms/applications/").content.decode()
    assert f"the applicant, since {timezone.localdate(question.asked_at):%-d %B %Y}" in page
    for waits_for, shown in [("applicant", True), ("us", False)]:
        page = client.get("/cms/applications/", {"waits_for": waits_for}).content.decode()
        assert ("Wylden" in page) is shown
    services.answer(question, "Three people.", by=nadia)
    assert [text for text in tasks(dev) if "to check" in text]
    assert "Answer the Support Unit's question about the application" not in tasks(nadia)


def test_a_lead_answers_on_a_page_and_the_check_shows_it(
    client, check_page, question, nadia, dev, applicant
):
    client.force_login(nadia)
    address = reverse("membership:question", args=[applicant.slug, question.pk])
    assert WORDS in client.get(address).content.decode()
    assert address in client.get(f"/my/organisations/{applicant.slug}/").content.decode()
    page = client.post(address, {"answer": "Three people."}, follow=True).content.decode()
    assert "Thank you" in page
    assert "Three people." in page
    assert Notification.objects.filter(user=dev, kind="membership/applicant_answered").exists()
    assert Event.objects.get(name="membership.applicant_answered").data == {"question": question.pk}
    again = client.post(address, {"answer": "Four."}, follow=True).content.decode()
    assert "This question was answered on" in again
    question.refresh_from_db()
    assert question.answer == "Three people."
    client.force_login(dev)
    assert "Three people." in check_page()


def test_after_the_decision_nothing_is_answered(question, refused, nadia):
    with pytest.raises(RuleBroken, match="has been decided"):
        services.answer(question, "Three people.", by=nadia)


def test_only_a_lead_answers(client, question, applicant, carys):
    DelegateFactory(organisation=applicant, user=carys)
    with pytest.raises(RuleBroken, match="Only a lead"):
        services.answer(question, "Three people.", by=carys)
    client.force_login(carys)
    page = client.get(reverse("membership:question", args=[applicant.slug, question.pk]))
    assert "Only a lead" in page.content.decode()
    client.force_login(UserFactory())
    assert client.get(page.request["PATH_INFO"]).status_code == 404


def test_one_question_at_a_time(question, applicant, dev):
    with pytest.raises(RuleBroken, match="has not answered yet"):
        services.ask(applicant, "And where?", by=dev)


def test_who_acts_for_it_asks_nothing_and_nobody_is_asked_in_vain(applicant, dev, carys):
    office = UserFactory(office="Support Unit")
    own = DelegateFactory(organisation=applicant, user=office)
    with pytest.raises(RuleBroken, match="You act for"):
        services.ask(applicant, WORDS, by=office)
    Delegate.objects.exclude(pk=own.pk).update(ended_on=timezone.localdate())
    with pytest.raises(RuleBroken, match="no lead who could answer"):
        services.ask(applicant, WORDS, by=dev)


def test_a_question_of_an_earlier_application_holds_up_no_later_one(question, applicant, dev):
    applicant.applied_on = timezone.localdate() + dt.timedelta(days=1)
    applicant.save()
    assert not ApplicationQuestion.objects.open().exists()
    assert not ApplicationQuestion.objects.get().is_open


def test_words_are_forgotten_a_year_after_the_application_was_decided(question, refused):
    today = timezone.localdate()
    assert forget_questions(today + dt.timedelta(days=300)) == 0
    assert forget_questions(today + dt.timedelta(days=370)) == 1


def test_words_of_an_application_that_waits_are_kept(question):
    assert forget_questions(timezone.localdate() + dt.timedelta(days=370)) == 0
