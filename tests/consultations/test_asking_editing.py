"""Writing the questions: who may, while it may be done, and what each version keeps."""

import datetime as dt

from django.urls import reverse

import pytest
import time_machine

from assembly.consultations.asking.editing import rules, services
from assembly.consultations.asking.editing.forms import QuestionForm
from assembly.consultations.asking.said import said_in
from assembly.consultations.asking.selectors import asked_by, newest, parts_of, questions_of
from assembly.consultations.models import Question, QuestionSet
from assembly.core.models import Event
from assembly.core.others_changes import SEEN
from assembly.core.rules import RuleBroken
from tests.consultations.conftest import LONDON, publish
from tests.consultations.test_workflow import submit
from tests.factories.consultations import respond

pytestmark = pytest.mark.django_db

DURING = dt.datetime(2008, 10, 9, 12, 0, tzinfo=LONDON)
FORM = {"help": "", "only_if": ""}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(dt.datetime(2008, 9, 1, 10, 0, tzinfo=LONDON), tick=False) as clock:
        yield clock


def address(name, consultation, *args):
    return reverse(f"consultations_asking:{name}", args=[consultation.pk, *args])


def facts(words="How often?", **changes):
    return {
        "words": words,
        "help": "",
        "is_required": False,
        "options": [],
        "points": 5,
        "lowest": "",
        "highest": "",
        "only_if": None,
        "only_if_option": None,
        **changes,
    }


def section_of(consultation):
    return newest(consultation).sections.first()


def add(consultation, by, kind="text", **changes):
    return services.add_question(section_of(consultation), kind, facts(**changes), by=by)


def asked(consultation):
    return [(one.number, one.question.words) for one in questions_of(newest(consultation))]


def choice(consultation, by):
    return add(consultation, by, "choice", words="Do you use them?", options=["Yes", "No"])


# Who, and when


def test_officers_of_the_body_and_the_support_unit_add_a_question(client, draft, hari, dev):
    for number, user in enumerate((hari, dev)):
        client.force_login(user)
        add_at = address("question_add", draft, section_of(draft).pk)
        assert "What people choose from" in client.get(f"{add_at}?kind=choice").content.decode()
        data = {**FORM, "words": f"Which? {number}", "options": "Yes\r\n\r\n No \r\n"}
        page = client.post(f"{add_at}?kind=choice", data, follow=True).content.decode()
        assert "Question added." in page
        assert f"{number + 2}. Which? {number}" in page
    assert questions_of(newest(draft))[1].question.options == ["Yes", "No"]
    event = Event.objects.filter(name="consultations.questions_drafted").first()
    assert event.data == {"version": 1, "question": 2}


@pytest.mark.parametrize("who", ["ines", "asha"])
def test_to_others_the_questions_of_a_draft_do_not_exist(client, draft, who, request):
    client.force_login(request.getfixturevalue(who))
    for name in ("question_list", "question_paper", "section_add"):
        assert client.get(address(name, draft)).status_code in {403, 404}
    page = client.get(address("question_list", draft), follow=True).content.decode()
    assert "What is your view" not in page


def test_while_it_waits_for_the_board_its_questions_stay(client, draft, hari, gwen):
    submit(client, hari, draft)
    page = client.get(address("question_list", draft)).content.decode()
    assert "waits for the Assembly Board, which reads these questions now" in page
    assert "Add a question" not in page
    with pytest.raises(RuleBroken, match="waits for the Assembly Board"):
        choice(draft, hari)
    client.force_login(gwen)  # who decides on it reads them
    assert "What is your view" in client.get(address("question_list", draft)).content.decode()
    add_at = address("question_add", draft, section_of(draft).pk)
    refused = client.post(f"{add_at}?kind=text", {**FORM, "words": "More?"})
    assert "waits for the Assembly Board" in refused.content.decode()
    assert "More?" in refused.content.decode()


def test_the_editor_of_the_page_leads_to_its_questions(client, draft, hari):
    client.force_login(hari)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[draft.page.pk])).content.decode()
    assert address("question_list", draft) in page


def test_questions_in_force_are_frozen(consultation, hari):
    question = questions_of(newest(consultation))[0].question
    for act in (
        lambda: choice(consultation, hari),
        lambda: services.change_question(question, facts("Else?"), by=hari),
        lambda: services.delete_question(question, by=hari),
        lambda: services.move_question(question, 1, seen_at="0-0", by=hari),
        lambda: services.change_section(question.section, "Else", "", by=hari),
        lambda: services.move_section(question.section, 1, seen_at=0, by=hari),
        lambda: services.delete_section(question.section, by=hari),
        lambda: services.add_section(newest(consultation), "Else", "", by=hari),
    ):
        with pytest.raises(RuleBroken, match="in force, so they stay as they are"):
            act()


# What a question may be


@pytest.mark.parametrize(
    ("kind", "data", "sentence"),
    [
        ("text", {"words": ""}, "Enter the question."),
        ("text", {"words": "what is your view?"}, "Question 1 asks the same."),
        ("choice", {"options": ""}, "Enter one option on each line."),
        ("choice", {"options": "Yes"}, "Enter at least 2 lines"),
        ("choice", {"options": "\n".join(map(str, range(21)))}, "You entered 21 options."),
        ("choices", {"options": "Yes\nyes"}, "“Yes” is there twice."),
        ("ranking", {"options": f"a\n{'b' * 201}"}, "has 201 characters"),
        ("scale", {"points": "2"}, "A scale has from 3 to 10 points."),
        ("scale", {"points": "11"}, "A scale has from 3 to 10 points."),
        ("scale", {"points": "five"}, "in figures"),
        ("scale", {"points": "5", "lowest": ""}, "Enter what the lowest point means."),
        ("text", {"only_if": "999-0"}, "Choose one of the answers shown."),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(client, draft, hari, kind, data, sentence):
    choice(draft, hari)
    client.force_login(hari)
    add_at = address("question_add", draft, section_of(draft).pk)
    typed = {**FORM, "words": "How often?", "help": "In a week.", **data}
    page = client.post(f"{add_at}?kind={kind}", typed).content.decode()
    assert sentence in page.replace("&#x27;", "'")
    assert "In a week." in page
    assert len(asked(draft)) == 2


def test_the_kind_has_to_be_one(client, draft, hari):
    client.force_login(hari)
    add_at = address("question_add", draft, section_of(draft).pk)
    page = client.get(f"{add_at}?kind=riddle", follow=True).content.decode()
    assert "Choose what kind of question to add." in page


def test_a_consultation_asks_sixty_questions_at_most(draft, hari):
    section = section_of(draft)
    Question.objects.bulk_create(
        Question(section=section, position=at, code=at, words=f"Number {at}?")
        for at in range(2, rules.MOST_QUESTIONS + 1)
    )
    with pytest.raises(RuleBroken, match="That would make 61 questions"):
        choice(draft, hari)


def test_a_code_is_never_used_again(consultation, hari, gwen):
    services.begin_change(consultation, by=hari)
    question = choice(consultation, hari)
    assert question.code == 2
    services.change_what_is_asked(consultation, seen=2, by=gwen)
    services.begin_change(consultation, by=hari)
    services.delete_question(questions_of(newest(consultation))[1].question, by=hari)
    assert choice(consultation, hari).code == 3


# Order and sections


def test_questions_move_through_sections(client, draft, hari):
    services.add_section(newest(draft), "About you", "", by=hari)
    question = choice(draft, hari)
    client.force_login(hari)
    move = address("question_move", draft, question.pk)
    for seen_at, direction, at in (
        ("0-1", "down", "1-0"),
        ("1-0", "down", "1-0"),
        ("1-0", "up", "0-1"),
        ("0-1", "up", "0-0"),
        ("0-1", "up", "0-0"),  # pressed twice
    ):
        client.post(move, {"act": direction, "seen_at": seen_at})
        parts = parts_of(newest(draft), with_empty=True)
        found = [
            f"{place}-{line}"
            for place, part in enumerate(parts)
            for line, one in enumerate(part.questions)
            if one.question == question
        ]
        assert found == [at]


def test_a_section_moves_and_goes_when_it_is_empty(client, draft, hari):
    services.add_section(newest(draft), "About you", "", by=hari)
    first, second = newest(draft).sections.all()
    client.force_login(hari)
    client.post(address("section_move", draft, second.pk), {"act": "up", "seen_at": "1"})
    assert list(newest(draft).sections.all()) == [second, first]
    page = client.post(address("section_delete", draft, first.pk), follow=True).content.decode()
    assert "This section has 1 question. Move or delete them first." in page
    client.post(address("section_delete", draft, second.pk))
    assert list(newest(draft).sections.all()) == [first]
    with pytest.raises(RuleBroken, match="has 1 question"):
        services.delete_section(first, by=hari)


def test_a_section_without_questions_is_not_shown_to_those_who_answer(draft, hari):
    services.add_section(newest(draft), "About you", "", by=hari)
    assert len(parts_of(newest(draft))) == 1


def test_a_second_section_has_a_heading(client, draft, hari):
    client.force_login(hari)
    page = client.post(address("section_add", draft), {"title": "", "text": "Some."}).content
    assert "Enter a heading for the section." in page.decode()
    client.post(address("section_add", draft), {"title": "More", "text": "Some."})
    client.post(address("section_add", draft), {"title": "More", "text": "Some."})
    assert [one.title for one in newest(draft).sections.all()] == ["", "More"]


def test_the_last_question_stays(draft, hari):
    with pytest.raises(RuleBroken, match="must ask at least one question"):
        services.delete_question(questions_of(newest(draft))[0].question, by=hari)


# Only if


def test_an_answer_brings_a_question_up(client, draft, hari):
    parent = choice(draft, hari)
    client.force_login(hari)
    add_at = address("question_add", draft, section_of(draft).pk)
    assert "If the answer to question 2 is" in client.get(f"{add_at}?kind=text").content.decode()
    typed = {**FORM, "words": "How often?", "only_if": f"{parent.pk}-0"}
    client.post(f"{add_at}?kind=text", typed)
    page = client.get(address("question_list", draft)).content.decode()
    assert "Only if you answered “Yes” to question 2." in page


@pytest.fixture
def dependent(draft, hari):
    parent = choice(draft, hari)
    child = add(draft, hari, words="How often?", only_if=parent, only_if_option=1)
    return parent, child


def test_there_is_one_level_of_only_if(draft, hari, dependent):
    parent, _child = dependent
    options = ["a", "b"]
    second = add(
        draft, hari, "choice", words="Or?", options=options, only_if=parent, only_if_option=0
    )
    with pytest.raises(RuleBroken, match="an earlier question that is always asked"):
        add(draft, hari, words="Third?", only_if=second, only_if_option=0)
    form = QuestionForm(kind="text", before=questions_of(newest(draft)))
    assert [one.question for one in form.parents] == [parent]


def test_a_question_that_brings_up_others_is_always_asked(draft, hari):
    first = choice(draft, hari)
    parent = add(draft, hari, "choice", words="Which?", options=["a", "b"])
    add(draft, hari, words="How often?", only_if=parent, only_if_option=1)
    dependent = facts("Which?", options=["a", "b"], only_if=first, only_if_option=0)
    with pytest.raises(RuleBroken, match="Question 4 depends on the answer to this question"):
        services.change_question(parent, dependent, by=hari)


def test_what_brings_a_question_up_stays_before_it(draft, hari, dependent):
    _parent, child = dependent
    with pytest.raises(RuleBroken, match="so it must stay after it"):
        services.move_question(child, -1, seen_at="0-2", by=hari)


def test_what_brings_a_question_up_is_not_deleted(draft, hari, dependent):
    with pytest.raises(RuleBroken, match="Change or delete question 3 first"):
        services.delete_question(dependent[0], by=hari)


@pytest.mark.parametrize(
    ("options", "at"),
    [(["Maybe", "Yes", "No"], 2), (["Yes", "No, never"], 1), (["No", "Yes"], 0)],
)
def test_the_answer_that_brings_it_up_keeps_doing_so(draft, hari, dependent, options, at):
    parent, child = dependent
    services.change_question(parent, facts(parent.words, options=options), by=hari)
    child.refresh_from_db()
    assert child.only_if_option == at


def test_the_answer_that_brings_it_up_is_not_taken_out(draft, hari, dependent):
    parent, _child = dependent
    with pytest.raises(RuleBroken, match="Question 3 depends on “No”"):
        services.change_question(parent, facts(parent.words, options=["Yes", "a", "b"]), by=hari)


# Two at once


def test_who_saves_second_sees_what_the_first_changed(client, draft, hari, dev):
    question = choice(draft, hari)
    change = address("question_change", draft, question.pk)
    client.force_login(hari)
    seen = client.get(change).context["form"][SEEN].value()
    services.change_question(
        question, facts("Do you ever use them?", options=["Yes", "No"]), by=dev
    )
    typed = {**FORM, "words": "Do you use day services?", "options": "Yes\r\nNo", SEEN: seen}
    page = client.post(change, typed).content.decode()
    assert "It now says: “Do you ever use them?”" in page
    assert "Do you use day services?" in page
    question.refresh_from_db()
    assert question.words == "Do you ever use them?"


def test_a_change_after_the_board_published_is_refused_with_what_was_typed(
    client, draft, hari, gwen
):
    question = choice(draft, hari)
    change = address("question_change", draft, question.pk)
    client.force_login(hari)
    seen = client.get(change).context["form"][SEEN].value()
    publish(draft, by=gwen)
    typed = {**FORM, "words": "Too late?", "options": "Yes\r\nNo", SEEN: seen}
    page = client.post(change, typed).content.decode()
    assert "These questions are in force, so they stay as they are." in page
    assert "Too late?" in page


def test_what_another_editor_deleted_meanwhile_is_said_to_be_gone(
    consultation, draft, hari, gwen, now
):
    now.move_to(DURING)
    services.begin_change(consultation, by=hari)
    question = choice(consultation, hari)
    section = services.add_section(newest(consultation), "More", "", by=hari)
    services.delete_question(question, by=hari)
    services.delete_section(section, by=hari)
    of_it = questions_of(newest(consultation))[0].question
    services.discard_change(consultation, by=hari)
    for act in (
        lambda: services.change_question(question, facts(), by=hari),
        lambda: services.change_section(section, "Else", "", by=hari),
        lambda: services.change_question(of_it, facts(), by=hari),
    ):
        with pytest.raises(RuleBroken, match="Somebody else has deleted this"):
            act()


# The next version


def test_changed_questions_are_put_in_force_by_the_board(client, consultation, hari, gwen, now):
    now.move_to(DURING)
    client.force_login(hari)
    page = client.post(
        address("question_list", consultation), {"act": "change"}, follow=True
    ).content.decode()
    assert "not in force yet" in page
    assert "Only a member of the Assembly Board" in page
    choice(consultation, hari)
    assert len(questions_of(asked_by(consultation))) == 1  # what people answer meanwhile
    client.force_login(gwen)
    client.post(address("question_list", consultation), {"act": "put_in_force", "version": "2"})
    assert len(questions_of(asked_by(consultation))) == 2
    event = Event.objects.get(name="consultations.questions_changed")
    assert (event.actor_id, event.data) == (gwen.pk, {"version": 2})
    client.post(address("question_list", consultation), {"act": "put_in_force", "version": "2"})
    assert Event.objects.filter(name="consultations.questions_changed").count() == 1


def test_nothing_that_is_the_same_is_put_in_force(consultation, hari, gwen, now):
    now.move_to(DURING)
    services.begin_change(consultation, by=hari)
    with pytest.raises(RuleBroken, match="have not changed anything"):
        services.change_what_is_asked(consultation, seen=2, by=gwen)
    choice(consultation, hari)
    with pytest.raises(RuleBroken, match="Only a member of the Assembly Board"):
        services.change_what_is_asked(consultation, seen=2, by=hari)
    with pytest.raises(RuleBroken):  # another version than the one that was read
        services.change_what_is_asked(consultation, seen=1, by=gwen)


def test_after_the_close_they_stay(consultation, hari, gwen, now):
    now.move_to(DURING)
    services.begin_change(consultation, by=hari)
    choice(consultation, hari)
    now.move_to(dt.datetime(2008, 12, 2, 0, 0, tzinfo=LONDON))
    for act in (
        lambda: services.begin_change(consultation, by=hari),
        lambda: services.change_what_is_asked(consultation, seen=2, by=gwen),
        lambda: add(consultation, hari, words="Late?"),
    ):
        with pytest.raises(RuleBroken, match="has closed"):
            act()


def test_changes_are_discarded_whole(consultation, hari, now):
    now.move_to(DURING)
    services.begin_change(consultation, by=hari)
    choice(consultation, hari)
    services.discard_change(consultation, by=hari)
    services.discard_change(consultation, by=hari)
    assert QuestionSet.objects.filter(consultation=consultation).count() == 1
    assert len(asked(consultation)) == 1


def test_follow_ups_go_with_a_draft_that_is_discarded_and_with_its_page(
    client, draft, hari, gwen, now
):
    parent = choice(draft, hari)
    add(draft, hari, words="How often?", only_if=parent, only_if_option=1)
    publish(draft, by=gwen)
    now.move_to(DURING)
    services.begin_change(draft, by=hari)
    services.discard_change(draft, by=hari)
    assert QuestionSet.objects.count() == 1


def test_a_draft_with_follow_ups_is_deleted_whole(client, draft, hari, dependent):
    client.force_login(hari)
    client.post(reverse("wagtailadmin_pages:delete", args=[draft.page.pk]))
    assert not Question.objects.exists()


def test_begun_twice_there_is_one_draft(consultation, hari, now):
    now.move_to(DURING)
    first = services.begin_change(consultation, by=hari)
    assert services.begin_change(consultation, by=hari) == first


def test_an_answer_stays_tied_to_the_question_it_answers_word_for_word(
    consultation, hari, gwen, asha, member, now
):
    now.move_to(DURING)
    version = respond(consultation, member, text="Keep them.", by=asha)
    services.begin_change(consultation, by=hari)
    question = questions_of(newest(consultation))[0].question
    services.change_question(question, facts("Should they close?"), by=hari)
    services.change_what_is_asked(consultation, seen=2, by=gwen)
    [said] = said_in(version)
    assert (said.question.words, said.words) == ("What is your view?", "Keep them.")
    later = respond(consultation, member, text="No.", by=asha)
    assert later.number == 2
    [said] = said_in(later)
    assert (said.question.words, said.words) == ("Should they close?", "No.")
    assert said.question.code == 1
