"""Compact cases from beginning to end, with the clock moved past each due day."""

import datetime as dt

import pytest

from assembly.compact.models import Case, Step
from tests.browser import casework
from tests.browser.casework import act, is_public, now, until_after
from tests.browser.walk import follow, press, reads

SETTLED = "The council asks first, and waits for four weeks."


@pytest.fixture
def scene(walk, member, asha, dev):
    return casework.county(walk, asha, member, dev)


def test_a_case_is_settled_informally(walk, scene):
    case = casework.raise_from_consultation(walk, scene, casework.three_days(scene))
    assert not is_public(walk, case)
    until_after(walk, case.due_on)
    page = walk.staff(scene.board["lena"], "/my/cases/")
    reads(page, "Overdue")
    casework.acknowledge(walk, scene, case)
    page = walk.anybody("/compact/cases/")
    reads(page, case.reference)
    walk.look(page)
    follow(page, case.reference)
    reads(page, "Received")
    assert scene.member.name not in page.content()
    assert "trustees" not in page.content()
    walk.look(page)
    page = walk.member(scene.hari, "/my/")
    reads(page, case.reference)
    page = act(walk, scene.hari, case, "Settle the case informally")
    page.get_by_label("The words on which").fill(SETTLED)
    page.get_by_label("Show these words in public").check()
    walk.look(page)
    press(page, "Propose these words")
    page = act(walk, scene.asha, case, "Settle the case informally", "Agree to these words")
    assert now(case).step == Step.CLOSED
    page = walk.anybody(case.get_absolute_url())
    reads(page, SETTLED)
    assert "trustees" not in page.content()
    walk.look(page)


def test_a_case_goes_from_three_days_to_what_was_learnt(walk, scene):
    """Informal talks fail, a member of the panel has an interest, a remedy is done."""
    case = casework.raise_from_consultation(walk, scene, casework.three_days(scene))
    casework.acknowledge(walk, scene, case)
    until_after(walk, now(case).due_on)
    reads(walk.anybody(case.get_absolute_url()), "Overdue since")
    casework.to_panel(walk, scene, case)
    casework.name_panel(walk, scene.board["nell"], case, "Lena Lind", "Mo Marsh", "Pia Park")
    casework.has_an_interest(walk, scene.board["mo"], case)
    casework.name_panel(walk, scene.board["nell"], case, "Ola Orme")
    casework.sit(walk, scene, case, "lena", "ola", "pia")
    casework.set_out_the_facts(walk, scene, case, "lena", "The window was open for three days.")
    casework.correct_the_facts(walk, scene.hari, case, "It was four days with the Sunday.")
    until_after(walk, now(case).due_on)
    page = act(walk, scene.board["lena"], case, "Go on to the finding", "Go on")
    reads(page, "It was four days with the Sunday.")
    until_after(walk, now(case).due_on)
    in_april = now(case).due_on + dt.timedelta(days=60)
    panel = ("lena", "ola", "pia")
    remedy = ("Open the consultation again", in_april)
    casework.find(
        walk, scene, case, panel, "Not kept", cause="The undertaking was not known", remedy=remedy
    )
    assert "three days." not in walk.anybody(case.get_absolute_url()).content()
    casework.words_on(
        walk,
        scene.hari,
        case,
        "Answer the finding in public",
        "Your answer to the finding",
        "We ask again in May.",
        "Save the answer",
    )
    until_after(walk, now(case).due_on)
    page = walk.anybody(case.get_absolute_url())
    for words in (
        "Not kept",
        "The window was open for three days.",
        "We ask again in May.",
        scene.member.name,
    ):
        reads(page, words)
    assert "Hari Hale" not in page.content()
    walk.look(page)
    until_after(walk, in_april)
    reads(walk.anybody(case.get_absolute_url()), "Overdue")
    put_right(walk, scene, case)
    page = walk.anybody("/compact/consultation/c2/")
    reads(page, "Ask before the date is fixed.")
    walk.look(page)
    reads(walk.anybody("/compact/cases/"), case.reference)
    page = walk.anybody("/compact/cases/figures/")
    walk.look(page)
    walk.look(walk.anybody("/compact/cases/learnt/"))


def put_right(walk, scene, case):
    casework.words_on(
        walk,
        scene.hari,
        case,
        "Report what you did: Open the consultation again",
        "What did you do?",
        "It is open until August.",
        "Send the report",
    )
    page = act(walk, scene.board["nell"], case, "Check what was done: Open the consultation again")
    page.get_by_label("Done", exact=True).check()
    page.get_by_label("What did you see?").fill("The page is open again.")
    walk.look(page)
    press(page, "Save")
    page.wait_for_load_state()
    casework.words_on(
        walk,
        scene.board["nell"],
        case,
        "Close the case with what was learnt",
        "What was learnt?",
        "Ask before the date is fixed.",
        "Close the case",
    )
    assert now(case).step == Step.CLOSED


def test_a_finding_is_appealed(walk, scene):
    """Others hear it, and nothing is public before they have decided."""
    case = casework.raise_from_consultation(walk, scene, casework.three_days(scene))
    casework.acknowledge(walk, scene, case)
    casework.to_panel(walk, scene, case)
    first = ("lena", "mo", "pia")
    heard(walk, scene, case, first, "Lena Lind", "Mo Marsh", "Pia Park")
    casework.find(walk, scene, case, first, "Not kept")
    casework.words_on(
        walk,
        scene.hari,
        case,
        "Appeal against the finding",
        "Why should others look at the finding again?",
        "The road was closed.",
        "Appeal",
    )
    until_after(walk, now(case).due_on)
    page = walk.anybody(case.get_absolute_url())
    reads(page, "Overdue since")
    assert "Not kept" not in page.content()
    others = ("nell", "ola", "quin")
    casework.name_panel(walk, scene.board["nell"], case, "Nell North", "Ola Orme", "Quin Quick")
    casework.sit(walk, scene, case, *others)
    casework.find(walk, scene, case, others, "Partly kept")
    until_after(walk, now(case).public_from)
    page = walk.anybody(case.get_absolute_url())
    reads(page, "Partly kept")
    walk.look(page)


def heard(walk, scene, case, firsts, *names):
    """Named, facts set out, and nobody corrects them in time."""
    casework.name_panel(walk, scene.board["nell"], case, *names)
    casework.sit(walk, scene, case, *firsts)
    casework.set_out_the_facts(walk, scene, case, firsts[0], "The window was open for three days.")
    until_after(walk, now(case).due_on)
    act(walk, scene.board[firsts[0]], case, "Go on to the finding", "Go on")


def test_a_case_against_an_organisation_is_public_only_after_the_finding(walk, scene):
    casework.second_organisation(scene)
    page = walk.member(scene.hari, "/my/cases/raise/")
    page.get_by_label("Or an organisation").fill("Avon")
    page.get_by_label("When did it happen?").fill("2026-02-20")
    press(page, "Continue")
    page.get_by_label("F9: Report on time").check()
    page.get_by_label("What happened?").fill("The report is three months late.")
    press(page, "Check what you wrote")
    press(page, "Raise the case")
    reads(page, "Case raised. Its number is")
    case = Case.objects.get()
    casework.acknowledge(walk, scene, case)
    assert not is_public(walk, case)
    page = act(
        walk,
        scene.board["nell"],
        case,
        "Bring the case before the panel",
        "It was not settled: bring it before the panel",
    )
    first = ("lena", "mo", "pia")
    heard(walk, scene, case, first, "Lena Lind", "Mo Marsh", "Pia Park")
    casework.find(walk, scene, case, first, "Partly kept")
    assert not is_public(walk, case)
    page = walk.member(scene.olaf, "/my/cases/")
    reads(page, case.reference)
    until_after(walk, now(case).due_on)
    page = walk.anybody(case.get_absolute_url())
    reads(page, "Avon Archers")
    reads(page, "Partly kept")
    walk.look(page)
