"""An answer in words, for every place that shows one: check page, copy by mail, screens of readers, files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assembly.consultations.models.questions import Question
from assembly.consultations.models.responses import ResponseVersion

from .selectors import questions_of

DEGREES = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
NOT_ANSWERED = "Not answered"


@dataclass(frozen=True, slots=True)
class Said:
    """One question with what was answered to it; `words` is empty where it was left out."""

    number: int
    question: Question
    words: str


def answer_in_words(
    question: Question, text: str, chosen: Sequence[int | None], file_name: str = ""
) -> str:
    """One line for each thing said: several choices, places of a ranking, statements of a grid."""
    return "\n".join(line for line in _lines(question, text, chosen, file_name) if line.strip())


def _lines(
    question: Question, text: str, chosen: Sequence[int | None], file_name: str
) -> Iterator[str]:
    kinds, options = Question.Kind, question.options
    if question.kind in (kinds.CHOICE, kinds.CHOICES):
        yield from (options[one] for one in chosen if one is not None)
    elif question.kind == kinds.RANKING:
        yield from (
            f"{place}. {options[one]}" for place, one in enumerate(chosen, 1) if one is not None
        )
    elif question.kind == kinds.SCALE:
        yield from (f"{one} of {question.points}" for one in chosen if one is not None)
    elif question.kind == kinds.GRID:
        yield from (
            f"{statement.rstrip('.')}: {DEGREES[degree]}"
            for statement, degree in zip(options, chosen, strict=False)
            if degree is not None
        )
    yield text
    yield file_name


def said_in(version: ResponseVersion) -> list[Said]:
    """Every question that the version answers or leaves out, in the order of their numbers; three queries."""
    answers = {answer.question_id: answer for answer in version.answers.all()}
    found = []
    for numbered in questions_of(version.question_set):
        question, answer = numbered.question, answers.get(numbered.question.pk)
        words = (
            answer_in_words(question, answer.text, answer.chosen, answer.file_name)
            if answer
            else ""
        )
        found.append(Said(numbered.number, question, words))
    return found


def whole(version: ResponseVersion) -> str:
    """All that was answered as plain text, each answer below its numbered question."""
    return "\n\n".join(
        f"{one.number}. {one.question.words}\n{one.words}" for one in said_in(version) if one.words
    )
