"""The questions of a consultation in the order in which everybody counts them: online, on paper and at a table."""

from dataclasses import dataclass

from assembly.consultations.models import Consultation, Question, QuestionSet, Section


@dataclass(frozen=True, slots=True)
class Numbered:
    """A question with the number that it has everywhere, counted through all sections."""

    number: int
    question: Question


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
    """Sections and questions, numbered from 1; two queries."""
    parts, number = [], 0
    for section in question_set.sections.prefetch_related("questions__only_if"):
        questions = []
        for question in section.questions.all():
            number += 1
            questions.append(Numbered(number, question))
        parts.append(Part(section, tuple(questions)))
    return parts


def questions_of(question_set: QuestionSet) -> list[Numbered]:
    return [numbered for part in parts_of(question_set) for numbered in part.questions]
