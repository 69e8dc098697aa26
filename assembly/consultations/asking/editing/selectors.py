"""The questions of a consultation as its editors see them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from assembly.accounts.models import User
from assembly.consultations.models import Consultation, Question, QuestionSet

from ...analysis.monitoring.questions import asked
from ...analysis.monitoring.rules import may_be_chosen
from ..said import DEGREES
from ..selectors import (
    Numbered,
    Part,
    asked_by,
    newest,
    parts_of,
    place_of,
    points_of,
    waits_for_board,
)
from ..versions import are_the_same
from . import rules

MAY_PUBLISH = "consultations.publish_consultation"


@dataclass(frozen=True, slots=True)
class Line:
    """A question in the list, with the place at which it is seen there."""

    numbered: Numbered
    place: str
    about: str


@dataclass(frozen=True, slots=True)
class Group:
    part: Part
    place: int
    lines: tuple[Line, ...]


def may_edit(consultation: Consultation, user: User) -> bool:
    """Those who may edit the words of its page."""
    return bool(consultation.page.permissions_for_user(user).can_edit())


def desk(consultation: Consultation, user: User, at: dt.datetime) -> dict[str, Any]:
    """Everything the editor's page of a consultation's questions shows."""
    questions = newest(consultation)
    questions.consultation = consultation
    waits = waits_for_board(consultation)
    is_next = not questions.is_frozen and consultation.is_published
    differs = is_next and not are_the_same(questions, asked_by(consultation))
    may_put_in_force = rules.may_be_put_in_force(
        consultation, is_board=user.has_perm(MAY_PUBLISH), differs=differs, at=at
    )
    return {
        "consultation": consultation,
        "questions": questions,
        "groups": groups(questions),
        "kinds": Question.Kind.choices,
        "may_edit": rules.may_be_edited(questions, waits=waits, at=at),
        "may_change": rules.may_change(consultation, at=at),
        "may_choose": may_be_chosen(consultation, waits=waits),
        "asks_about": asked(consultation.monitoring),
        "is_next": is_next,
        "may_put_in_force": may_put_in_force,
        "earlier": consultation.question_sets.in_force().exclude(pk=questions.pk),
    }


def groups(questions: QuestionSet) -> list[Group]:
    found = []
    for at, part in enumerate(parts_of(questions, with_empty=True)):
        lines = [
            Line(numbered, place_of(at, place), about(numbered.question))
            for place, numbered in enumerate(part.questions)
        ]
        found.append(Group(part, at, tuple(lines)))
    return found


def about(question: Question) -> str:
    """What is answered, on one line."""
    said = question.get_kind_display()
    if question.kind == Question.Kind.SCALE:
        said = f"{said}: {', '.join(points_of(question))}"
    elif question.options:
        said = f"{said}: {'; '.join(question.options)}"
    if question.kind == Question.Kind.GRID:
        said = f"{said} ({', '.join(DEGREES).lower()})"
    return f"{said}. Must be answered." if question.is_required else f"{said}."
