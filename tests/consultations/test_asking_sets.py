"""Sets of questions that are kept: who keeps them for whom, and what a consultation takes over."""

from django.urls import reverse

import pytest

from assembly.consultations.asking.editing.services import add_question
from assembly.consultations.asking.selectors import newest, questions_of
from assembly.consultations.asking.sets import rules, selectors, services
from assembly.consultations.models import QuestionSet
from assembly.core.models import Event
from assembly.core.rules import RuleBroken
from tests.consultations.test_asking_editing import facts, section_of
from tests.factories.consultations import EVERY_KIND, ask, set_of

pytestmark = pytest.mark.django_db

SETS = "/cms/question-sets/"


def screen(name, consultation):
    return reverse(f"consultations_asking:{name}", args=[consultation.pk])


def words(consultation):
    return [one.question.words for one in questions_of(newest(consultation))]


@pytest.fixture
def kept(draft):
    found = set_of(EVERY_KIND[1])
    ask(found, {"kind": "text", "words": "How often?", "only_if": (1, 0)}, title="More")
    return found


def test_an_officer_keeps_questions_for_the_officers_of_the_body(client, draft, hari, council):
    client.force_login(hari)
    page = client.get(screen("set_keep", draft)).content.decode()
    assert "Every public body can use it" not in page
    client.post(screen("set_keep", draft), {"name": "Ours", "for_everybody": "on"})
    assert QuestionSet.objects.get(name="Ours").body == council
    page = client.post(screen("set_keep", draft), {"name": "ours"}).content.decode()
    assert "There is already a set called “ours”." in page
    assert Event.objects.get(name="consultations.questions_kept").actor_id == hari.pk


def test_the_support_unit_keeps_them_for_everybody(client, draft, dev, ines, hari):
    client.force_login(dev)
    client.post(screen("set_keep", draft), {"name": "For all", "for_everybody": "on"})
    assert QuestionSet.objects.get(name="For all").body is None
    for user in (dev, ines, hari):
        client.force_login(user)
        assert "For all" in client.get(SETS).content.decode()
    with pytest.raises(RuleBroken, match="Only the Support Unit"):
        services.keep_as_set(draft, "More", for_everybody=True, by=hari)


def test_another_bodys_set_does_not_exist(client, draft, hari, ines, trust):
    kept = services.keep_as_set(draft, "Ours", for_everybody=False, by=hari)
    client.force_login(ines)
    assert "Ours" not in client.get(SETS).content.decode()
    assert client.get(f"{SETS}{kept.pk}/").status_code == 404
    assert client.post(f"{SETS}{kept.pk}/delete/").status_code == 404
    assert kept in selectors.for_consultation(draft)


def test_a_draft_begins_with_a_set(client, draft, hari, kept):
    client.force_login(hari)
    data = {"question_set": kept.pk, "instead": "after"}
    page = client.post(screen("set_begin", draft), data, follow=True).content.decode()
    assert "Only if you answered “Yes” to question 2." in page
    assert words(draft) == [
        "What is your view?",
        "Do you use day services?",
        "How often?",
    ]
    assert [one.question.code for one in questions_of(newest(draft))] == [1, 2, 3]
    page = client.post(screen("set_begin", draft), data).content.decode()
    assert "Question 2 asks the same." in page
    client.post(screen("set_begin", draft), {**data, "instead": "instead"})
    assert words(draft) == ["Do you use day services?", "How often?"]
    assert [one.number for one in questions_of(newest(draft))] == [1, 2]


def test_a_set_stays_as_it_is_when_a_consultation_changes_its_copy(draft, hari, kept):
    services.begin_with(draft, kept, instead=True, by=hari)
    add_question(section_of(draft), "text", facts("Else?"), by=hari)
    assert len(questions_of(kept)) == 2


def test_a_set_that_would_be_too_much_is_refused_whole(draft, hari):
    full = set_of(*({"kind": "text", "words": f"Number {at}?"} for at in range(60)))
    with pytest.raises(RuleBroken, match="That would make 61 questions"):
        services.begin_with(draft, full, instead=False, by=hari)
    assert len(words(draft)) == 1
    services.begin_with(draft, full, instead=True, by=hari)
    assert len(words(draft)) == 60


def test_what_is_in_force_begins_with_nothing(consultation, hari, kept):
    with pytest.raises(RuleBroken, match="in force"):
        services.begin_with(consultation, kept, instead=True, by=hari)
    assert len(words(consultation)) == 1


def test_a_set_is_renamed_and_deleted_and_the_copies_stay(client, draft, hari):
    kept = services.keep_as_set(draft, "Ours", for_everybody=False, by=hari)
    services.keep_as_set(draft, "Mine", for_everybody=False, by=hari)
    client.force_login(hari)
    page = client.post(f"{SETS}{kept.pk}/", {"name": "mine"}).content.decode()
    assert "There is already a set called “mine”." in page
    client.post(f"{SETS}{kept.pk}/", {"name": "Better"})
    assert "Better" in client.get(SETS).content.decode()
    client.post(f"{SETS}{kept.pk}/delete/")
    assert client.post(f"{SETS}{kept.pk}/delete/").status_code == 404
    assert not QuestionSet.objects.filter(name="Better").exists()
    assert len(words(draft)) == 1


def test_everybodys_set_is_the_support_units_to_change(client, draft, hari, dev, kept):
    client.force_login(hari)
    page = client.post(f"{SETS}{kept.pk}/", {"name": "Mine now"}).content.decode()
    assert "only it can rename or delete it" in page
    client.post(f"{SETS}{kept.pk}/delete/")
    assert QuestionSet.objects.filter(pk=kept.pk, name="A set").exists()
    services.rename_set(kept, "Five prompts", by=dev)
    assert rules.may_be_changed(kept, shares=True, is_own=False)
