"""The ballot on a phone, the booklet of statements, and the help around a nomination and a vote."""

import re

from django.utils import timezone

import pytest

from tests.browser.test_ballot import ballot_of
from tests.browser.walk import follow, heading, press, reads
from tests.factories.elections import DAY, ContestFactory, organisation_with_voter, poll
from tests.factories.membership import DelegateFactory

SCREEN = 740
WORDS = "I would ask who was asked. " * 30


@pytest.fixture
def contest(asha, efua):
    made, _ = poll(candidates=6, poll_opens=timezone.now() - DAY, election__returning_officer=efua)
    made.candidates.update(statement=WORDS, interests="Employer: none.")
    return made


def box(locator):
    locator.wait_for()
    return locator.bounding_box()


def test_six_candidates_fit_two_screens_of_a_phone(
    phone, base_url, axe, enter_as, asha, contest, mailoutbox
):
    page = enter_as(phone, asha)
    ballot_of(page, base_url, contest, mailoutbox)
    page.get_by_role("button", name="Move Candidate F up").wait_for()
    assert page.locator(".asm-ballot > li").count() == 6
    assert box(page.locator(".asm-ballot"))["height"] <= 2 * SCREEN
    assert page.locator(".asm-ballot img").count() == 0
    axe(page)


def test_up_and_down_are_beside_the_number_and_the_statement_opens_below(
    screen, base_url, axe, enter_as, asha, contest, mailoutbox
):
    page = enter_as(screen, asha)
    ballot_of(page, base_url, contest, mailoutbox)
    number = box(page.get_by_role("textbox", name="Candidate B"))
    for direction in ("up", "down"):
        button = box(page.get_by_role("button", name=f"Move Candidate B {direction}"))
        middle = button["y"] + button["height"] / 2
        assert number["y"] <= middle <= number["y"] + number["height"]
        assert button["x"] > number["x"]
        assert button["height"] >= 24  # WCAG 2.2, the size of a target
    candidate = page.locator("[data-candidate='Candidate B']")
    words = candidate.get_by_text("I would ask who was asked.").first
    words.wait_for(state="hidden")
    candidate.get_by_text("Statement").click()
    words.wait_for()
    axe(page)


def test_the_booklet_prints_without_the_menus(screen, base_url, axe, contest):
    page = screen
    page.goto(f"{base_url}{contest.election.get_absolute_url()}")
    follow(page, "All the candidates\u2019 statements, to print")
    heading(page, "Candidates\u2019 statements")
    names = page.get_by_role("heading", name=re.compile(r"^Candidate [A-F]$"))
    names.nth(5).wait_for()
    assert names.all_inner_texts() == [f"Candidate {letter}" for letter in "ABCDEF"]
    printing = page.get_by_role("button", name="Print this booklet")
    printing.wait_for()
    axe(page)
    page.emulate_media(media="print")
    printing.wait_for(state="hidden")
    page.locator(".asm-nav").wait_for(state="hidden")
    names.first.wait_for()


@pytest.fixture
def nominating(member, asha, efua):
    made = ContestFactory(
        election__poll_opens=timezone.now() + 20 * DAY, election__returning_officer=efua
    )
    for name in ("Aldbourne Arts", "Bratton Befrienders"):
        organisation_with_voter(name)
    return made


def begin_nomination(page, base_url, contest):
    page.goto(f"{base_url}{contest.election.get_absolute_url()}nominate/")
    page.get_by_label("Full name of the candidate").fill("Nita Noble")
    page.get_by_label("Their e-mail address").fill("nita@example.org")


def test_a_name_is_suggested_while_it_is_typed(screen, base_url, axe, enter_as, asha, nominating):
    page = enter_as(screen, asha)
    begin_nomination(page, base_url, nominating)
    page.get_by_label("Proposer").press_sequentially("aldb")
    page.locator("#id_proposer-names option[value='Aldbourne Arts']").wait_for(state="attached")
    axe(page)
    page.get_by_label("Proposer").fill("Aldbourne Arts")
    page.get_by_label("Seconder").fill("Bratton Befrienders")
    page.get_by_label("Seconder").press("Enter")  # saves, and does not look up
    reads(page, "Nothing has been sent yet")


def test_a_name_is_looked_up_without_javascript(
    new_context, base_url, axe, enter_as, asha, nominating
):
    context = new_context(java_script_enabled=False, viewport={"width": 375, "height": SCREEN})
    page = enter_as(context.new_page(), asha)
    begin_nomination(page, base_url, nominating)
    page.get_by_label("Proposer").fill("Aldborne Arts")
    press(page, "Look it up (proposer)")
    page.get_by_label("Aldbourne Arts").check()
    assert page.get_by_label("Full name of the candidate").input_value() == "Nita Noble"
    page.get_by_label("Seconder").fill("befrienders")
    press(page, "Look it up (seconder)")
    page.get_by_label("Bratton Befrienders").check()
    assert page.get_by_label("Aldbourne Arts").is_checked()
    press(page, "Save and review")
    reads(page, "Nothing has been sent yet")
    reads(page, "Seconder: Bratton Befrienders")


def test_a_delegate_forwards_the_poll_to_the_voter(
    screen, base_url, axe, enter_as, member, asha, contest, mailoutbox
):
    page = enter_as(screen, DelegateFactory(organisation=member).user)
    page.goto(f"{base_url}{contest.election.get_absolute_url()}")
    page.get_by_text("Copy a message to send yourself").click()
    text = page.get_by_label(f"Message to the voter for {member}")
    text.wait_for()
    assert contest.election.get_absolute_url() in text.input_value()
    axe(page)
    page.get_by_role("button", name="Send this to your voter").click()
    reads(page, f"We have sent this to the voter for {member}.")
    reads(page, "We sent this to your voter today.")
    (mail,) = [one for one in mailoutbox if asha.email in one.to]
    assert "Cast the vote of" in mail.subject
