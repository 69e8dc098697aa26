"""Questions changed at the same moment, on both kinds of database: what the Board published is what it read."""

import pytest

from assembly.consultations.asking.editing.services import begin_change
from assembly.consultations.asking.selectors import asked_by, newest, questions_of
from assembly.consultations.models import QuestionSet
from tests.consultations.conftest import PUBLISHED
from tests.storm import Storm

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]

AT = PUBLISHED.isoformat()


@pytest.fixture
def storm(tmp_path):
    return Storm(tmp_path, "tests.consultations.asking_storm")


def words(questions):
    return [one.question.words for one in questions_of(questions)]


@pytest.fixture
def question(draft):
    return questions_of(newest(draft))[0].question


def test_a_change_as_the_board_publishes_comes_too_late(storm, draft, question, gwen):
    revision = draft.page.get_latest_revision()
    said = storm("changed_while_published", question.pk, revision.pk, AT)
    assert said[0] == ""
    assert "in force, so they stay as they are" in said[1]
    assert words(asked_by(draft)) == ["What is your view?"]


def test_the_board_publishes_what_was_stored_before(storm, draft, question, gwen):
    revision = draft.page.get_latest_revision()
    assert storm("published_while_changed", question.pk, revision.pk, AT) == ["", ""]
    assert asked_by(draft).is_frozen
    assert words(asked_by(draft)) == ["Changed?"]


def test_questions_added_at_once_have_codes_of_their_own(storm, draft, question, gwen):
    names = [f"Question {letter}?" for letter in "ABCD"]
    assert storm("added", question.section_id, AT, *names) == [""] * 4
    found = [one.question for one in questions_of(newest(draft))]
    assert sorted(one.code for one in found) == [1, 2, 3, 4, 5]
    assert [one.position for one in found] == [1, 2, 3, 4, 5]


def test_the_same_question_added_at_once_is_there_once(storm, draft, question, gwen):
    said = storm("added", question.section_id, AT, *["How often?"] * 4)
    assert said.count("") == 1
    assert len(questions_of(newest(draft))) == 2


def test_the_next_version_begun_at_once_is_begun_once(storm, consultation):
    assert storm("begun", consultation.pk, AT, 1, 2, 3, 4) == [""] * 4
    assert QuestionSet.objects.filter(consultation=consultation).count() == 2


def test_what_the_board_puts_in_force_is_whole(storm, consultation, hari):
    begin_change(consultation, by=hari, at=PUBLISHED)
    asked = questions_of(newest(consultation))[0].question
    assert storm("put_in_force_while_changed", asked.pk, consultation.pk, AT) == ["", ""]
    assert words(asked_by(consultation)) == ["Changed?"]
