"""The questions to read and to print: the same numbers everywhere, and the earlier ones after a change."""

import datetime as dt

from django.urls import reverse

import pytest
import time_machine

from assembly.consultations.asking.editing import services as editing
from assembly.consultations.asking.selectors import newest, questions_of
from home.hiding.services import hide_text
from tests.consultations.conftest import LONDON, publish
from tests.consultations.test_asking_editing import address, facts
from tests.factories.consultations import EVERY_KIND, ask

pytestmark = pytest.mark.django_db

PAGE = "/consultations/wcc/day-services/"
SHEETS = [f"{PAGE}questions/", f"{PAGE}questions/large-print/", f"{PAGE}questions/discussion/"]
FOLLOW_UP = {"kind": "text", "words": "How often do you?", "only_if": (3, 0)}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(
        dt.datetime(2008, 10, 9, 12, 0, tzinfo=LONDON), tick=False
    ) as traveller:
        yield traveller


@pytest.fixture
def asked(draft, gwen):
    ask(newest(draft), *EVERY_KIND, FOLLOW_UP, title="About <them>")
    return publish(draft, by=gwen)


def text_of(client, where):
    response = client.get(where)
    assert response.status_code == 200
    return response.content.decode().replace("&#x27;", "'")


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_counts_the_questions_as_the_form_does(client, asked, sheet):
    page = text_of(client, sheet)
    for numbered in questions_of(newest(asked)):
        assert f"{numbered.number}. {numbered.question.words}" in page
    assert "Only if you answered “Yes” to question 3." in page
    assert "5 (very good)" in page
    assert "Neither agree nor disagree" in page
    assert "About &lt;them&gt;" in page
    assert "11.59pm on Monday 1 December 2008" in page


def test_a_discussion_sheet_has_room_for_who_took_part(client, asked):
    page = text_of(client, SHEETS[2])
    assert "Who took part:" in page
    assert page.count("What we said:") == 9


@pytest.mark.parametrize("sheet", [*SHEETS, f"{PAGE}questions/version-1/"])
def test_a_draft_has_no_public_sheet(client, draft, sheet):
    assert client.get(sheet).status_code == 404


def test_the_board_sees_the_sheet_before_it_publishes(client, draft, gwen):
    client.force_login(gwen)
    page = text_of(client, address("question_paper", draft))
    assert "These questions are a draft." in page
    assert "What is your view?" in page


def test_the_draft_that_the_board_previews_lists_its_questions(client, draft, gwen):
    ask(newest(draft), *EVERY_KIND)
    client.force_login(gwen)
    page = text_of(client, reverse("wagtailadmin_pages:view_draft", args=[draft.page.pk]))
    assert "1. What is your view?" in page
    assert "3. Do you use day services?" in page


def test_the_page_leads_to_the_questions(client, asked):
    page = text_of(client, PAGE)
    assert f'href="{SHEETS[0]}">Read the 9 questions</a>' in page


def test_the_page_says_when_they_changed_and_the_earlier_ones_are_read(
    client, consultation, hari, gwen
):
    text_of(client, PAGE)  # is kept now
    editing.begin_change(consultation, by=hari)
    question = questions_of(newest(consultation))[0].question
    editing.change_question(question, facts("Should they close?"), by=hari)
    assert "Should they close?" not in text_of(client, SHEETS[0])
    editing.change_what_is_asked(consultation, seen=2, by=gwen)
    for where in (PAGE, SHEETS[0]):
        assert "The questions changed on 9 October 2008." in text_of(client, where)
    assert "Should they close?" in text_of(client, SHEETS[0])
    earlier = text_of(client, f"{PAGE}questions/version-1/")
    assert "What is your view?" in earlier
    assert "They have changed since" in earlier
    assert client.get(f"{PAGE}questions/version-3/").status_code == 404


def test_a_version_that_is_drafted_is_not_public(client, consultation, hari):
    editing.begin_change(consultation, by=hari)
    assert client.get(f"{PAGE}questions/version-2/").status_code == 404


@pytest.mark.parametrize("sheet", SHEETS)
def test_of_a_page_whose_text_is_hidden_no_question_is_read(client, asked, dev, sheet):
    hide_text(asked.page, "It is not so.", by=dev)
    page = text_of(client, sheet)
    assert "The text of this page is hidden" in page
    assert "How often do you?" not in page


def test_a_sheet_takes_few_queries(client, asked, django_assert_max_num_queries):
    text_of(client, SHEETS[0])
    with django_assert_max_num_queries(12):
        text_of(client, SHEETS[0])
