"""Compact cases from beginning to end, with the clock moved past each due day."""

import pytest

from assembly.compact.models import Step
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
