"""How each kind of question is put, what it refuses, and that an answer comes back as it was given."""

from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assembly.consultations.asking import rules
from assembly.consultations.asking.fields import KeptFile
from assembly.consultations.asking.forms import AnswersForm, typed_before, typed_from
from assembly.consultations.asking.selectors import Numbered, questions_of
from assembly.consultations.models import Question
from tests.factories.consultations import EVERY_KIND, ask, set_of

PDF = b"%PDF-1.4 a paper"
SOME = settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Sent(HTMLParser):
    """What a browser would send of a form that it shows, without a click."""

    def __init__(self, html):
        super().__init__()
        self.data, self.area, self.choice = MultiValueDict(), None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "textarea":
            self.area = found["name"]
            self.data.appendlist(self.area, "")
        elif tag == "select":
            self.choice = found["name"]
        elif tag == "option" and "selected" in found:
            self.data.appendlist(self.choice, found["value"])
        elif tag == "input" and found.get("type") in ("radio", "checkbox") and "checked" in found:
            self.data.appendlist(found["name"], found["value"])

    def handle_data(self, text):
        if self.area:
            self.data[self.area] += text

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.data[self.area] = self.data[self.area].removeprefix("\n")
            self.area = None


def asked(*facts, required=False):
    """Numbered questions that no database knows: rules and forms need none."""
    questions = []
    for number, one in enumerate(facts, 1):
        only_if = one.get("only_if")
        fields = {**one, "is_required": one.get("is_required", required), "only_if": None}
        question = Question(pk=number, code=number, **fields)
        if only_if:
            question.only_if, question.only_if_option = (
                questions[only_if[0] - 1].question,
                only_if[1],
            )
        questions.append(Numbered(number, question, only_if[0] if only_if else None))
    return questions


def form_with(questions, data, files=None, **options):
    lists = {name: one if isinstance(one, list) else [one] for name, one in data.items()}
    return AnswersForm(
        MultiValueDict(lists),
        MultiValueDict({name: [file] for name, file in (files or {}).items()}),
        questions=questions,
        **options,
    )


def errors_of(form):
    assert not form.is_valid()
    return [error for errors in form.errors.values() for error in errors]


def file_of(content, name="paper.pdf"):
    return SimpleUploadedFile(name, content)


# Every kind is read, and comes back


ANSWERS = {
    "q1": "Keep them.\nAll.",
    "q2": "0",
    "q3": ["0", "2"],
    "q4": "4",
    "q5_0": "2",
    "q5_1": "3",
    "q5_2": "1",
    "q6_0": "4",
    "q6_1": "",
}
CHOSEN = {2: [0], 3: [0, 2], 4: [4], 5: [2, 0, 1], 6: [4, None]}


def test_each_kind_is_read_as_an_answer_keeps_it():
    form = form_with(asked(*EVERY_KIND), ANSWERS, {"q7": file_of(PDF)})
    assert form.is_valid(), form.errors
    found = {given.question.code: given for given in form.given()}
    assert found[1].text == "Keep them.\nAll."
    assert {code: found[code].chosen for code in CHOSEN} == CHOSEN
    assert found[7].file_name == "paper.pdf"


def test_what_is_left_out_is_no_answer():
    assert form_with(asked(*EVERY_KIND), {}).given.__self__.is_valid()
    form = form_with(asked(*EVERY_KIND), {"q2": "", "q6_0": "", "q5_0": ""})
    assert form.is_valid()
    assert form.given() == []


def again(questions, answers):
    """The same answers after they were kept, shown in a form and sent as they are."""
    shown = AnswersForm(questions=questions, initial=typed_from(answers))
    data = Sent(str(shown.as_div())).data
    form = AnswersForm(data, MultiValueDict(), questions=questions, initial=typed_from(answers))
    assert form.is_valid(), form.errors
    return form.given()


def test_an_answer_comes_back_into_the_form_and_out_again():
    questions = asked(*EVERY_KIND)
    form = form_with(questions, ANSWERS, {"q7": file_of(PDF)})
    assert form.is_valid()
    assert again(questions, form.given()) == form.given()


@SOME
@given(
    text=st.text(alphabet=st.characters(exclude_categories=["C", "Z"])),
    one=st.integers(0, 1),
    several=st.sets(st.integers(0, 2)),
    point=st.integers(1, 5),
    order=st.permutations(["1", "2", "3"]),
    degrees=st.lists(st.sampled_from(["", "0", "1", "2", "3", "4"]), min_size=2, max_size=2),
)
def test_any_answer_comes_back(text, one, several, point, order, degrees):
    questions = asked(*EVERY_KIND)
    data = {"q1": text, "q2": str(one), "q3": [str(each) for each in several], "q4": str(point)}
    data |= {f"q5_{at}": place for at, place in enumerate(order)}
    data |= {f"q6_{at}": degree for at, degree in enumerate(degrees)}
    form = form_with(questions, data)
    assert form.is_valid(), form.errors
    assert again(questions, form.given()) == form.given()


def test_what_a_draft_keeps_as_it_was_typed_is_shown_again():
    questions = asked(*EVERY_KIND)
    typed = {name: one if isinstance(one, list) else [one] for name, one in ANSWERS.items()}
    shown = AnswersForm(questions=questions, initial=typed_before(typed, questions))
    sent = Sent(str(shown.as_div())).data
    assert form_with(questions, dict(sent.lists())).is_valid()
    assert {name: sent.getlist(name) for name in typed} == typed


# What is refused


def test_what_has_to_be_answered_says_so_by_its_number():
    assert errors_of(form_with(asked(*EVERY_KIND, required=True), {})) == [
        "Answer question 1.",
        "Answer question 2: choose one of the options.",
        "Answer question 3: choose at least one of the options.",
        "Answer question 4: choose one of the options.",
        "Answer question 5: give each option a place.",
        "Answer question 6: choose how far you agree with each statement.",
        "Answer question 7: choose a file.",
    ]


@pytest.mark.parametrize("bad", ["2", "-1", "x", "²", "0x0", "1.0", "9" * 400, "\0"])
@pytest.mark.parametrize("name", ["q2", "q3", "q4", "q5_0", "q6_1"])
def test_what_is_no_option_is_refused(name, bad):
    if (name, bad) in {("q3", "2"), ("q4", "2"), ("q5_0", "2"), ("q6_1", "2")}:
        bad = "77"
    [error] = errors_of(form_with(asked(*EVERY_KIND), {name: bad}))
    assert error == f"Question {name[1]}: choose from the options shown."


def test_a_place_is_used_once():
    [error] = errors_of(form_with(asked(*EVERY_KIND), {"q5_0": "1", "q5_1": "1", "q5_2": "2"}))
    assert error == "Question 5: you gave place 1 to “Cost” and “Place”. Use each place once."


def test_an_order_is_whole_or_not_given():
    [error] = errors_of(form_with(asked(*EVERY_KIND), {"q5_0": "1"}))
    assert error.startswith("Question 5: give “Place” and “Hours” a place too")


def test_a_long_answer_is_taken_and_a_longer_one_is_measured():
    questions = asked(EVERY_KIND[0])
    assert form_with(questions, {"q1": "x" * rules.MOST_CHARACTERS}).is_valid()
    [error] = errors_of(form_with(questions, {"q1": "x" * (rules.MOST_CHARACTERS + 1)}))
    assert error == (
        "Your answer to question 1 has 100,001 characters. Shorten it to 100,000 characters or fewer."
    )


def test_control_characters_go_and_line_breaks_count_once():
    questions = asked(EVERY_KIND[0])
    form = form_with(questions, {"q1": "a\0b\r\nc\x1b"})
    assert form.is_valid()
    assert form.given()[0].text == "ab\nc"
    assert form_with(questions, {"q1": "\r\n".join(["x"] * 50_000) + "y"}).is_valid()


def zip_with_macros():
    content = BytesIO()
    with ZipFile(content, "w") as whole:
        for name in ("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"):
            whole.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"MZ a program", "paper.pdf", "Question 1: The content of paper.pdf is not that of a PDF"),
        (b"<svg/>", "drawing.svg", "Question 1: drawing.svg is not a kind of file"),
        (b"", "paper.pdf", "Question 1: The content of paper.pdf is not"),
        (zip_with_macros(), "paper.docx", "Question 1: The content of paper.docx is not"),
        (PDF, f"{'long' * 40}.pdf", "Question 1: the name of the file has 164 characters."),
    ],
)
def test_a_file_is_taken_by_what_it_is(content, name, sentence):
    form = form_with(asked(EVERY_KIND[6]), {}, {"q1": file_of(content, name)})
    assert errors_of(form)[0].startswith(sentence)


@pytest.mark.parametrize(
    ("size", "is_taken"), [(10_000_000, True), (10_000_001, False), (50_000_000, False)]
)
def test_a_file_has_a_limit_that_is_said(size, is_taken):
    file = file_of(PDF)
    file.size = size
    form = form_with(asked(EVERY_KIND[6]), {}, {"q1": file})
    assert form.is_valid() is is_taken
    assert "One file of up to 10 MB" in str(form.as_div())
    if not is_taken:
        assert form.errors["q1"][0].startswith("Question 1: paper.pdf is larger than 10 MB.")


def test_a_file_sent_before_stays_until_it_is_taken_out():
    questions, kept = asked(EVERY_KIND[6]), KeptFile(file_of(PDF), "paper.pdf")
    form = form_with(questions, {}, initial={"q1": kept})
    assert "You have sent paper.pdf." in str(form.as_div())
    assert form.is_valid()
    assert [given.file_name for given in form.given()] == ["paper.pdf"]
    form = form_with(questions, {"q1-clear": "on"}, initial={"q1": kept})
    assert form.is_valid()
    assert form.given() == []


# Only if


def follow_up(**facts):
    return {"kind": "choice", "words": "How often?", "options": ["Daily", "Weekly"], **facts}


@pytest.fixture
def dependent():
    return asked(EVERY_KIND[1], follow_up(only_if=(1, 0), is_required=True))


def test_a_question_that_is_not_asked_of_you_need_not_be_answered(dependent):
    form = form_with(dependent, {"q1": "1"})
    assert form.is_valid()
    assert [given.question.code for given in form.given()] == [1]


def test_a_question_that_comes_up_has_to_be_answered(dependent):
    assert errors_of(form_with(dependent, {"q1": "0"})) == [
        "Answer question 2: choose one of the options."
    ]
    form = form_with(dependent, {"q1": "0", "q2": "1"})
    assert form.is_valid()
    assert [given.chosen for given in form.given()] == [[0], [1]]


@pytest.mark.parametrize("parent", ["1", ""])
def test_an_answer_that_does_not_belong_is_never_dropped_in_silence(dependent, parent):
    [error] = errors_of(form_with(dependent, {"q1": parent, "q2": "1"}))
    assert error == (
        "Question 2 is only for those who answered “Yes” to question 1. Take out your answer to question 2, or change "
        "your answer to question 1."
    )
    assert form_with(dependent, {"q1": parent, "q2": ""}).is_valid()  # “No answer” takes it out


def test_the_condition_is_said_in_words_for_those_without_a_script(dependent):
    page = str(AnswersForm(questions=dependent)["q2"].as_field_group())
    assert "Only if you answered “Yes” to question 1." in page
    assert "No answer" in page
    assert "(optional)" not in page


def test_a_question_may_depend_on_another_section(dependent):
    parent, child = dependent
    alone = form_with([child], {"q2": "1"})
    assert alone.is_valid()  # what was answered there is not known here
    whole = form_with(dependent, {"q1": "1"})
    assert whole.is_valid()
    alone = form_with([child], {"q2": "1"}, elsewhere=whole.given())
    assert "only for those who answered “Yes”" in errors_of(alone)[0]
    assert parent.parent is None


# How it is drawn


def test_what_an_officer_typed_is_never_markup():
    words = "<b>bold</b>"
    question = {"kind": "choice", "words": words, "help": f"{words}\nmore", "options": [words, "x"]}
    page = str(AnswersForm(questions=asked(question))["q1"].as_field_group())
    assert "<b>" not in page
    assert "&lt;b&gt;bold&lt;/b&gt;<br>more" in page


@pytest.mark.parametrize("at", range(7))
def test_every_kind_has_its_question_for_a_label_and_its_hint_and_error_described(at):
    form = form_with(asked(*EVERY_KIND, required=True), {})
    page = str(form[f"q{at + 1}"].as_field_group())
    assert f"{at + 1}. {EVERY_KIND[at]['words']}" in page
    assert f'id="id_q{at + 1}_error"' in page
    assert f"id_q{at + 1}_error" in page.split("aria-describedby=")[1].split(">")[0]
    assert "placeholder" not in page


@pytest.mark.django_db
def test_questions_of_a_set_are_counted_through_its_sections():
    questions = set_of(*EVERY_KIND[:2])
    numbered = ask(questions, follow_up(only_if=(2, 0)), title="More")
    assert [one.number for one in numbered] == [1, 2, 3]
    assert [one.parent for one in numbered] == [None, None, 2]
    form = AnswersForm(questions=questions_of(questions))
    assert [section.title for section, _ in form.sections] == ["", "More"]
