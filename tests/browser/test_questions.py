"""The questions of a consultation on a phone and a wide screen: their editor, and the sheets to print."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

import pytest

from assembly.consultations.asking.editing import services
from assembly.consultations.asking.selectors import newest
from assembly.consultations.publishing.services import draft_consultation, publish_consultation
from tests.factories.consultations import EVERY_KIND, PublicBodyFactory, ask, proposal, site_with
from tests.factories.membership import UserFactory

FOLLOW_UP = {"kind": "text", "words": "How often do you?", "only_if": (3, 0), "is_required": True}


@pytest.fixture
def draft(db):
    body = PublicBodyFactory()
    site_with(body)
    gwen = UserFactory(name="Gwen Gray", email="gwen@example.org", office="Assembly Board")
    today = timezone.localdate()
    days = {"opens_on": today, "closes_on": today + dt.timedelta(days=84)}
    drafted = draft_consultation(body, proposal(**days), by=gwen)
    ask(newest(drafted), *EVERY_KIND, FOLLOW_UP, title="About day services")
    return drafted


@pytest.fixture
def gwen(draft):
    return draft.page.owner


@pytest.fixture
def published(draft, gwen):
    return publish_consultation(draft.page.get_latest_revision(), by=gwen)


def test_questions_are_written_on_any_screen(screen, axe, enter_as, base_url, draft, gwen):
    page = enter_as(screen, gwen)
    page.goto(base_url + reverse("consultations_asking:question_list", args=[draft.pk]))
    axe(page)
    page.get_by_label("Add a question to this section, answered with").first.select_option("scale")
    page.get_by_role("button", name="Add a question").first.click()
    page.get_by_label("Question", exact=False).first.fill("How do you rate the buses?")
    page.get_by_label("What does 1 mean?").fill("very poor")
    page.get_by_label("What does the highest point mean?").fill("very good")
    axe(page)
    page.get_by_role("button", name="Add the question").click()
    page.get_by_text("Question added.").wait_for()
    page.get_by_role("button", name="Move up question 2").click()
    page.get_by_role("heading", name="1. How do you rate the buses?").wait_for()


@pytest.mark.parametrize("sheet", ["questions", "questions_large", "questions_discussion"])
def test_the_sheets_are_read_on_any_screen(screen, axe, base_url, published, sheet):
    names = [published.body.page.slug, published.page.slug]
    screen.goto(base_url + reverse(f"consultations:{sheet}", args=names))
    screen.get_by_role("heading", name="9. How often do you?").wait_for()
    axe(screen)


def test_a_changed_version_waits_for_the_board(screen, axe, enter_as, base_url, published, gwen):
    services.begin_change(published, by=gwen)
    page = enter_as(screen, gwen)
    page.goto(base_url + reverse("consultations_asking:question_list", args=[published.pk]))
    page.get_by_text("You have not changed anything yet.").wait_for()
    axe(page)
