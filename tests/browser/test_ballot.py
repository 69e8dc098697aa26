"""The ballot itself: its buttons, and the same without JavaScript."""

import re

from django.utils import timezone

import pytest

from tests.factories.elections import DAY, poll


@pytest.fixture
def contest(asha, efua):
    return poll(poll_opens=timezone.now() - DAY, election__returning_officer=efua)[0]


def ballot_of(page, base_url, contest, mailoutbox):
    """Open the ballot, with the proof that comes before it."""
    page.goto(f"{base_url}/elections/{contest.election.slug}/vote/")
    page.get_by_role("button", name="E-mail me a code").click()
    page.get_by_text("A code is on its way").wait_for()
    page.get_by_label("Six-digit code").fill(re.search(r"\b\d{6}\b", mailoutbox[-1].body)[0])
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Your ballot").wait_for()


def numbers(page):
    boxes = [page.get_by_role("textbox", name=f"Candidate {letter}") for letter in "ABC"]
    return [box.input_value() for box in boxes]


def test_the_buttons_move_a_candidate_and_say_so(
    screen, base_url, axe, enter_as, asha, contest, mailoutbox
):
    page = enter_as(screen, asha)
    ballot_of(page, base_url, contest, mailoutbox)
    for name, expected in [
        ("Move Candidate B up", ["", "1", ""]),
        ("Move Candidate A up", ["2", "1", ""]),
        ("Move Candidate A up", ["1", "2", ""]),
        ("Move Candidate A down", ["2", "1", ""]),
        ("Move Candidate A down", ["", "1", ""]),
    ]:
        page.get_by_role("button", name=name).click()
        assert numbers(page) == expected
    assert page.get_by_role("status").last.inner_text() == "Candidate A is not ranked."
    by_line = page.get_by_text("Put forward by").first.bounding_box()
    assert by_line["height"] < 60  # two lines: the ballot is long enough
    axe(page)


def test_a_ballot_can_be_cast_without_javascript(
    new_context, base_url, enter_as, asha, contest, mailoutbox
):
    page = enter_as(new_context(java_script_enabled=False).new_page(), asha)
    ballot_of(page, base_url, contest, mailoutbox)
    assert page.get_by_role("button", name="Up").count() == 0
    page.get_by_role("textbox", name="Candidate B").fill("1")
    page.get_by_role("button", name="Review your vote").click()
    page.get_by_role("button", name="Confirm and cast this vote").click()
    page.get_by_text("Keep the receipt now").wait_for()
    assert re.search(r"[A-Z2-7]{20}", page.inner_text("main"))
    assert contest.box.count() == 1
