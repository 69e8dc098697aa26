"""A step taken twice at once, and both sides writing at once, on PostgreSQL and on a file of SQLite."""

from django.utils import timezone

import pytest

from assembly.compact.models import CaseStep, FactsAnswer, PanelMember, Step
from assembly.core.models import Event
from tests.factories.hearing import Heard
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.compact.hearing_storm")


@pytest.fixture
def heard():
    return Heard(on=timezone.localdate())


def keys(people):
    return [one.pk for one in people]


def once(said):
    """One acts, and each of the others gets a sentence."""
    return said.count("") == 1 and all(words.endswith((".", "again.")) for words in said if words)


def test_the_same_panel_is_named_once(storm, heard):
    said = storm("name_panel", heard.case.pk, keys(heard.people))
    assert once(said)
    assert PanelMember.objects.count() == 3


def test_facts_are_sent_once(storm, heard):
    heard.hear()
    heard.draft()
    assert once(storm("send_facts", heard.case.pk, keys(heard.people[:3])))
    assert CaseStep.objects.filter(step=Step.CORRECTION).count() == 1


def test_both_sides_correct_the_facts_at_once_and_nothing_is_lost(storm, heard):
    heard.to_correction()
    sides = [heard.delegate, heard.officer]
    assert storm("answer_facts", heard.case.pk, keys(sides)) == ["", ""]
    assert {one.by: one.words for one in FactsAnswer.objects.select_related("by")} == {
        side: f"As {side.pk} says." for side in sides
    }


def test_a_finding_is_decided_once(storm, heard):
    heard.to_finding()
    heard.draft()
    edit = heard.agree()
    assert once(storm("decide", heard.case.pk, edit, keys(heard.people[:3])))
    assert Event.objects.filter(name="compact.case_finding_decided").count() == 1
    assert CaseStep.objects.filter(step=Step.TO_APPEAL).count() == 1


def test_a_case_is_closed_once(storm):
    heard = Heard(on=timezone.localdate(), step=Step.FOLLOW_UP)
    said = storm("close", heard.case.pk, keys(heard.people))
    assert once(said)
    assert CaseStep.objects.filter(step=Step.CLOSED).count() == 1
    assert heard.fresh().learnt.startswith("Learnt ")
