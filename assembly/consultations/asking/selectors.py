"""The questions of a consultation in the order in which everybody counts them: online, on paper and at a table."""

from dataclasses import dataclass

from assembly.consultations.models import Consultation, Question, QuestionSet, Section


@dataclass(frozen=True, slots=True)
class Numbered:
    """A question with the number that it has everywhere, counted through all sections."""

    number: int
    question: Question
    parent: int | None = None  # the number of the question whose answer brings it up

    @property
    def only_if_option(self) -> str:
        """The answer that brings it up, in the words of that question."""
        parent, at = self.question.only_if, self.question.only_if_option
        if parent is None or at is None or at >= len(parent.options):
            return ""
        return str(parent.options[at])

    @property
    def only_if_words(self) -> str:
        """How it says so without a script, and on paper."""
        if not self.parent:
            return ""
        return f"Only if you answered “{self.only_if_option}” to question {self.parent}."


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its numbered questions."""

    section: Section
    questions: tuple[Numbered, ...]


def asked_by(consultation: Consultation) -> QuestionSet:
    """The questions in force; of a draft those it has so far."""
    sets = consultation.question_sets
    return sets.in_force().first() or sets.order_by("-number")[0]


def parts_of(question_set: QuestionSet) -> list[Part]:
    """Sections and questions, numbered from 1; three queries."""
    parts: list[Part] = []
    numbers: dict[int | None, int] = {}
    for section in question_set.sections.prefetch_related("questions__only_if"):
        questions = []
        for question in section.questions.all():
            numbers[question.pk] = number = len(numbers) + 1
            questions.append(Numbered(number, question, numbers.get(question.only_if_id)))
        parts.append(Part(section, tuple(questions)))
    return parts


def questions_of(question_set: QuestionSet) -> list[Numbered]:
    return [numbered for part in parts_of(question_set) for numbered in part.questions]
