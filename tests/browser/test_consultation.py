"""The Board publishes a consultation through Wagtail's workflow, and a delegate responds to it on a phone."""

import datetime as dt

from django.utils import timezone

import pytest

from assembly.consultations.models import Consultation, Response
from tests.browser.consulting import act, fill, state, write_words
from tests.factories.consultations import PublicBodyFactory, site_with
from tests.factories.membership import UserFactory


@pytest.fixture
def council(db):
    body = PublicBodyFactory()
    site_with(body)
    return body


@pytest.fixture
def gwen(council):
    return UserFactory(name="Gwen Gray", email="gwen@example.org", office="Assembly Board")


def test_the_board_publishes_and_a_delegate_responds(
    desktop, phone, axe, enter_as, base_url, council, gwen, asha, member
):
    today = timezone.localdate()
    three_days, twelve_weeks = (today + dt.timedelta(days=days) for days in (3, 84))
    editor = enter_as(desktop, gwen)
    editor.goto(f"{base_url}/cms/pages/add/consultations/consultationpage/{council.page.pk}/")
    fill(
        editor,
        title="Day services for older people",
        summary="Which of three options would serve older people best?",
        opens_on=today.isoformat(),
        closes_on=three_days.isoformat(),
    )
    write_words(editor)
    act(editor, "Submit to Assembly Board approval")
    editor.get_by_text("this waits for two members of the Assembly Board").first.wait_for()
    consultation = Consultation.objects.get()
    assert not consultation.is_published

    editor.goto(f"{base_url}/cms/pages/{consultation.page.pk}/edit/")
    act(editor, "Approve and Publish")
    error = "This consultation would run for 3 days, 81 days short of the twelve weeks"
    editor.get_by_text(error).first.wait_for()
    fill(editor, closes_on=twelve_weeks.isoformat())
    act(editor, "Approve and Publish")
    editor.get_by_text("has been updated").wait_for()
    consultation.refresh_from_db()
    assert consultation.published_by == gwen

    delegate = enter_as(phone, asha)
    delegate.goto(f"{base_url}/consultations/")
    axe(delegate)
    delegate.get_by_role("link", name="Day services for older people").click()
    delegate.get_by_text("Week 1 of 12").first.wait_for()
    axe(delegate)
    delegate.get_by_role("link", name="Respond for Kennet Carers").first.click()
    axe(delegate)
    delegate.get_by_role("button", name="Continue").click()
    delegate.get_by_role("alert").get_by_text("Answer question 1.").wait_for()
    axe(delegate)
    delegate.get_by_label("What is your view?").fill("Keep all three.")
    delegate.get_by_role("button", name="Continue").click()
    state(delegate)
    axe(delegate)
    delegate.get_by_role("button", name="Check your answers").click()
    axe(delegate)
    delegate.get_by_role("button", name="Send the response").click()
    delegate.get_by_role("heading", name="Response sent").wait_for()
    delegate.get_by_text("Keep all three.").wait_for()
    axe(delegate)
    assert Response.objects.get().current.answers.get().text == "Keep all three."
