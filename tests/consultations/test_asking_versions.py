"""What of a draft of a response goes with it into the next version of the questions."""

import pytest

from assembly.consultations.asking.versions import are_the_same, carry_over, copy_questions
from assembly.consultations.models import QuestionSet
from tests.consultations.test_asking_fields import asked
from tests.factories.consultations import EVERY_KIND, set_of

WORDS, CHOICE = EVERY_KIND[0], EVERY_KIND[1]


def carried(typed, old, new):
    return carry_over(typed, asked(*old), asked(*new))


def test_the_same_question_keeps_what_was_typed():
    typed = {"q1": ["Keep them."], "q2": ["0"], "organisation": ["7"]}
    found = carried(typed, (WORDS, CHOICE), (WORDS, CHOICE))
    assert found.typed == typed
    assert (found.changed, found.left_behind) == ((), ())


def test_a_question_in_other_words_keeps_it_and_is_named():
    found = carried({"q1": ["Keep them."]}, (WORDS,), ({**WORDS, "words": "And now?"},))
    assert found.typed == {"q1": ["Keep them."]}
    assert [one.question.words for one in found.changed] == ["And now?"]
    assert found.left_behind == ()


@pytest.mark.parametrize(
    "change", [{"options": ["No", "Yes"]}, {"options": ["Yes"]}, {"kind": "choices"}]
)
def test_with_other_options_an_answer_would_say_another_thing(change):
    found = carried({"q1": ["x"], "q2": ["0"]}, (WORDS, CHOICE), (WORDS, {**CHOICE, **change}))
    assert found.typed == {"q1": ["x"]}
    assert [one.number for one in found.changed] == [2]
    assert [one.number for one in found.left_behind] == [2]


def test_what_was_left_empty_is_not_left_behind():
    found = carried({"q1": ["x"], "q2": [" "]}, (WORDS, CHOICE), (WORDS,))
    assert found.typed == {"q1": ["x"]}
    assert found.left_behind == ()


def test_a_field_for_each_option_goes_with_its_question_alone():
    ranking = EVERY_KIND[4]
    typed = {"q1_0": ["1"], "q1_1": ["2"], "q1-clear": ["on"], "q11": ["x"], "q1x": ["y"]}
    found = carried(typed, (ranking,), ({**ranking, "options": ["Cost"]},))
    assert found.typed == {"q11": ["x"], "q1x": ["y"]}


@pytest.mark.django_db
def test_a_copy_is_the_same_until_a_word_of_it_changes():
    one = set_of(*EVERY_KIND, {**WORDS, "words": "How often?", "only_if": (2, 1)})
    copy = QuestionSet.objects.create(name="Another")
    copy_questions(one, copy)
    assert are_the_same(one, copy)
    section = copy.sections.get()
    for change in ({"title": "More"}, {"text": "Read this."}):
        copy.sections.update(**change)
        assert not are_the_same(one, copy)
        copy.sections.update(title="", text="")
    question = section.questions.last()
    for change in ({"only_if_option": 0}, {"words": "When?"}, {"is_required": True}):
        before = {name: getattr(question, name) for name in change}
        section.questions.filter(pk=question.pk).update(**change)
        assert not are_the_same(one, copy)
        section.questions.filter(pk=question.pk).update(**before)
    assert are_the_same(one, copy)
