"""Acts of those who write the questions of a consultation. Each holds the lock of the consultation."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.models import Consultation, Question, QuestionSet, Section
from assembly.core.events import record

from .. import selectors
from ..selectors import Numbered, questions_of
from ..services import put_in_force
from ..versions import are_the_same, copy_questions
from . import rules
from .selectors import MAY_PUBLISH

FACTS = (
    "words",
    "help",
    "is_required",
    "options",
    "points",
    "lowest",
    "highest",
    "only_if",
    "only_if_option",
)


@transaction.atomic
def add_section(
    question_set: QuestionSet, title: str, text: str, *, by: User, at: dt.datetime | None = None
) -> Section:
    question_set = lock(question_set, at=at)
    sections = list(question_set.sections.all())
    same = next((one for one in sections if one.title.casefold() == title.casefold()), None)
    if same:
        return same  # pressed twice
    rules.has_room_for_section(len(sections) + 1).enforce()
    made = Section.objects.create(
        question_set=question_set, position=len(sections) + 1, title=title, text=text
    )
    _record(question_set, by, section=made.pk)
    return made


@transaction.atomic
def change_section(
    section: Section, title: str, text: str, *, by: User, at: dt.datetime | None = None
) -> Section:
    section = _section(section, at)
    if (section.title, section.text) != (title, text):
        section.title, section.text = title, text
        section.save(update_fields=["title", "text"])
        _record(section.question_set, by, section=section.pk)
    return section


@transaction.atomic
def delete_section(section: Section, *, by: User, at: dt.datetime | None = None) -> None:
    section = _section(section, at)
    question_set = section.question_set
    rules.may_lose_section(section.questions.count(), question_set.sections.count()).enforce()
    _record(question_set, by, section=section.pk)
    section.delete()
    for position, each in enumerate(question_set.sections.all(), 1):
        Section.objects.filter(pk=each.pk).update(position=position)


@transaction.atomic
def move_section(
    section: Section, steps: int, *, seen_at: int, by: User, at: dt.datetime | None = None
) -> Section:
    """One up (-1) or down (1) from the place at which it was seen; pressed twice it is moved once."""
    section = _section(section, at)
    order = list(section.question_set.sections.prefetch_related("questions__only_if"))
    place = order.index(section)
    if place != seen_at or not 0 <= place + steps < len(order):
        return section
    order.insert(place + steps, order.pop(place))
    rules.keeps_order([question for each in order for question in each.questions.all()]).enforce()
    for position, each in enumerate(order, 1):
        each.position = position
    Section.objects.bulk_update(order, ["position"])
    _record(section.question_set, by, section=section.pk)
    return section


@transaction.atomic
def add_question(
    section: Section,
    kind: str,
    values: Mapping[str, Any],
    *,
    by: User,
    at: dt.datetime | None = None,
) -> Question:
    """Put it at the end of the section, with a code that no question of this consultation had."""
    section = _section(section, at)
    everything = questions_of(section.question_set)
    rules.is_new(values["words"], everything).enforce()
    rules.has_room(len(everything) + 1).enforce()
    before = [one.question for one in everything if _stands_before(one, section)]
    rules.may_bring_up(values["only_if"], values["only_if_option"], before).enforce()
    made = Question.objects.create(
        section=section,
        position=section.questions.count() + 1,
        code=selectors.next_code(section.question_set),
        kind=kind,
        **{name: values[name] for name in FACTS},
    )
    _record(section.question_set, by, question=made.code)
    return made


@transaction.atomic
def change_question(
    question: Question, values: Mapping[str, Any], *, by: User, at: dt.datetime | None = None
) -> Question:
    question = _question(question, at)
    everything = questions_of(question.section.question_set)
    numbered = _numbered(question, everything)
    others = [one for one in everything if one != numbered]
    if all(getattr(question, name) == values[name] for name in FACTS):
        return question  # saved twice
    rules.is_new(values["words"], others).enforce()
    follow_ups = [one for one in others if one.question.only_if_id == question.pk]
    if values["only_if"] is not None:
        rules.may_depend(numbered, follow_ups).enforce()
    before = [one.question for one in others if one.number < numbered.number]
    rules.may_bring_up(values["only_if"], values["only_if_option"], before).enforce()
    _follow(follow_ups, question.options, values["options"])
    for name in FACTS:
        setattr(question, name, values[name])
    question.save(update_fields=FACTS)
    _record(question.section.question_set, by, question=question.code)
    return question


@transaction.atomic
def delete_question(question: Question, *, by: User, at: dt.datetime | None = None) -> None:
    question = _question(question, at)
    section = question.section
    everything = questions_of(section.question_set)
    rules.may_be_deleted(_numbered(question, everything), everything).enforce()
    _record(section.question_set, by, question=question.code)
    question.delete()
    _number_again([list(section.questions.all())])


@transaction.atomic
def move_question(
    question: Question, steps: int, *, seen_at: str, by: User, at: dt.datetime | None = None
) -> Question:
    """One up (-1) or down (1) from where it was seen, at the edge of its section into the next; pressed twice once."""
    question = _question(question, at)
    sections = list(question.section.question_set.sections.prefetch_related("questions__only_if"))
    order = [list(section.questions.all()) for section in sections]
    at_section = sections.index(question.section)
    place = order[at_section].index(question)
    if selectors.place_of(at_section, place) != seen_at:
        return question
    if not _shift(order, at_section, place, steps):
        return question
    rules.keeps_order([each for questions in order for each in questions]).enforce()
    for section, questions in zip(sections, order, strict=True):
        for each in questions:
            each.section = section
    _number_again(order)
    _record(question.section.question_set, by, question=question.code)
    return question


@transaction.atomic
def begin_change(
    consultation: Consultation, *, by: User, at: dt.datetime | None = None
) -> QuestionSet:
    """Draft the next version as a copy of the questions in force; the draft there is if there is one."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    rules.may_change(consultation, at=at or timezone.now()).enforce()
    newest = selectors.newest(consultation)
    if not newest.is_frozen:
        return newest
    number = (newest.number or 0) + 1
    made = QuestionSet.objects.create(consultation=consultation, number=number)
    copy_questions(newest, made)
    _record(made, by)
    return made


@transaction.atomic
def discard_change(
    consultation: Consultation, *, by: User, at: dt.datetime | None = None
) -> QuestionSet:
    """Go back to the questions in force; discarded twice it is discarded once."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    rules.may_change(consultation, at=at or timezone.now()).enforce()
    newest = selectors.newest(consultation)
    if not newest.is_frozen:
        _record(newest, by, discarded=True)
        newest.delete()
    return selectors.newest(consultation)


@transaction.atomic
def change_what_is_asked(
    consultation: Consultation, *, seen: int, by: User, at: dt.datetime | None = None
) -> QuestionSet:
    """Put the drafted version in force: the act of a member of the Board, on the version that was seen."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    at = at or timezone.now()
    newest, in_force = selectors.newest(consultation), selectors.asked_by(consultation)
    if newest.is_frozen and newest.number == seen:
        return newest  # pressed twice
    rules.may_be_put_in_force(
        consultation,
        is_board=by.has_perm(MAY_PUBLISH),
        differs=newest.number == seen and not are_the_same(newest, in_force),
        at=at,
    ).enforce()
    put_in_force(consultation, by=by, at=at)
    record("consultations.questions_changed", consultation, by=by, data={"version": newest.number})
    return newest


def lock(question_set: QuestionSet, *, at: dt.datetime | None = None) -> QuestionSet:
    """The consultation first, as publishing does; then whether its questions can still be changed."""
    consultation = (
        Consultation.objects.select_for_update(of=("self",))
        .select_related("page")
        .get(question_sets=question_set)
    )
    found = QuestionSet.objects.get(pk=question_set.pk)
    found.consultation = consultation
    waits = selectors.waits_for_board(consultation)
    rules.may_be_edited(found, waits=waits, at=at or timezone.now()).enforce()
    return found


def _section(section: Section, at: dt.datetime | None) -> Section:
    question_set = lock(section.question_set, at=at)
    found = Section.objects.get(pk=section.pk)
    found.question_set = question_set
    return found


def _question(question: Question, at: dt.datetime | None) -> Question:
    question_set = lock(question.section.question_set, at=at)
    found = Question.objects.select_related("section", "only_if").get(pk=question.pk)
    found.section.question_set = question_set
    return found


def _numbered(question: Question, everything: Sequence[Numbered]) -> Numbered:
    return next(one for one in everything if one.question == question)


def _stands_before(one: Numbered, section: Section) -> bool:
    return one.question.section.position <= section.position


def _follow(follow_ups: Sequence[Numbered], old: list[str], new: list[str]) -> None:
    """The answers that bring questions up keep doing so where they stand now, or under their new words."""
    for one in follow_ups:
        follow_up, option = one.question, old[one.question.only_if_option or 0]
        if option in new:
            follow_up.only_if_option = new.index(option)
        elif len(new) != len(old):
            rules.keeps_option(one, option).enforce()
        follow_up.save(update_fields=["only_if_option"])


def _shift(order: list[list[Question]], section: int, place: int, steps: int) -> bool:
    """Move it in these lists; False at the very top and the very bottom."""
    questions = order[section]
    if 0 <= place + steps < len(questions):
        questions.insert(place + steps, questions.pop(place))
        return True
    if not 0 <= section + steps < len(order):
        return False
    into = order[section + steps]
    into.insert(len(into) if steps < 0 else 0, questions.pop(place))
    return True


def _number_again(order: Sequence[Sequence[Question]]) -> None:
    for questions in order:
        for position, each in enumerate(questions, 1):
            each.position = position
        Question.objects.bulk_update(questions, ["section", "position"])


def _record(question_set: QuestionSet, by: User, **what: Any) -> None:
    if question_set.consultation is not None:
        record(
            "consultations.questions_drafted",
            question_set.consultation,
            by=by,
            data={"version": question_set.number, **what},
        )
