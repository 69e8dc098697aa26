"""The questions of a consultation in the order in which everybody counts them: online, on paper and at a table."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Max

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

    @property
    def to_choose_from(self) -> list[str]:
        """Options, statements or points, as paper shows them."""
        is_scale = self.question.kind == Question.Kind.SCALE
        return points_of(self.question) if is_scale else list(self.question.options)


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its numbered questions."""

    section: Section
    questions: tuple[Numbered, ...]


def points_of(question: Question) -> list[str]:
    """The points of a scale in words, which its two ends have."""
    words = {1: question.lowest, question.points: question.highest}
    return [
        f"{point} ({words[point]})" if words.get(point) else str(point)
        for point in range(1, question.points + 1)
    ]


def asked_by(consultation: Consultation) -> QuestionSet:
    """The questions in force; of a draft those it has so far."""
    sets = consultation.question_sets
    return sets.in_force().first() or sets.order_by("-number")[0]


def newest(consultation: Consultation) -> QuestionSet:
    """The questions that are drafted now; else those in force."""
    found: QuestionSet = consultation.question_sets.order_by("-number")[0]
    return found


def waits_for_board(consultation: Consultation) -> bool:
    """Whether the Board reads the draft now: the questions then stay what it reads."""
    return not consultation.is_published and bool(consultation.page.workflow_in_progress)


def next_code(question_set: QuestionSet) -> int:
    """A code that no question had in any version of this consultation."""
    found = Question.objects.filter(section__question_set=question_set)
    if question_set.consultation_id:
        found = Question.objects.filter(
            section__question_set__consultation=question_set.consultation_id
        )
    return int(found.aggregate(last=Max("code"))["last"] or 0) + 1


def place_of(section: int, place: int) -> str:
    """Where a question is seen, as the buttons that move it send it."""
    return f"{section}-{place}"


def parts_of(question_set: QuestionSet, *, with_empty: bool = False) -> list[Part]:
    """Sections and questions, numbered from 1; three queries. A section without a question is seen by its editors."""
    parts: list[Part] = []
    numbers: dict[int | None, int] = {}
    for section in question_set.sections.prefetch_related("questions__only_if"):
        questions = []
        for question in section.questions.all():
            numbers[question.pk] = number = len(numbers) + 1
            questions.append(Numbered(number, question, numbers.get(question.only_if_id)))
        if questions or with_empty:
            parts.append(Part(section, tuple(questions)))
    return parts


def questions_of(question_set: QuestionSet) -> list[Numbered]:
    return [numbered for part in parts_of(question_set) for numbered in part.questions]


@dataclass(frozen=True, slots=True)
class Change:
    """The day on which a version took the place of another, and the number of the one before."""

    in_force_at: dt.datetime | None
    before: int | None


def changes_of(sets: Sequence[QuestionSet]) -> list[Change]:
    """The newest first, as the versions in force are given."""
    return [Change(new.in_force_at, old.number) for new, old in pairwise(sets)]
