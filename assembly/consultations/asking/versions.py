"""Versions of the questions of one consultation: copying them, telling them apart, carrying a draft over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assembly.consultations.models import Question, QuestionSet, Section

from .selectors import Numbered, questions_of

FACTS = ("kind", "words", "help", "is_required", "options", "points", "lowest", "highest")


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """A draft of a response after the questions changed."""

    typed: dict[str, list[str]]
    changed: tuple[Numbered, ...]  # of the new questions: those that are new or say something else
    left_behind: tuple[
        Numbered, ...
    ]  # of the old ones: what was typed to them fits no question now


def copy_questions(
    source: QuestionSet, target: QuestionSet, *, after: int = 0, code: int | None = None
) -> None:
    """Put the questions of one set after the sections of another; from `code` on with codes of their own."""
    made: dict[int, Question] = {}
    found = source.sections.prefetch_related("questions")
    for position, section in enumerate(found, after + 1):
        into = Section.objects.create(
            question_set=target, position=position, title=section.title, text=section.text
        )
        for question in section.questions.all():
            facts = {name: getattr(question, name) for name in FACTS}
            new_code = question.code if code is None else code + len(made)
            made[question.pk] = Question.objects.create(
                section=into,
                position=question.position,
                code=new_code,
                only_if=made.get(question.only_if_id or 0),
                only_if_option=question.only_if_option,
                **facts,
            )


def are_the_same(one: QuestionSet, other: QuestionSet) -> bool:
    return _content(one) == _content(other)


def read_the_same(one: QuestionSet, other: QuestionSet) -> bool:
    """Whether a person sees no difference, whatever the codes are."""
    return [_read(each) for each in questions_of(one)] == [
        _read(each) for each in questions_of(other)
    ]


def carry_over(
    typed: Mapping[str, Sequence[str]], old: Sequence[Numbered], new: Sequence[Numbered]
) -> CarriedOver:
    """What was typed to a question goes with it while it has the same code, kind and options."""
    kept = {numbered.question.code: numbered for numbered in old}
    stays = {
        numbered.question.code
        for numbered in new
        if _takes_the_same(kept.get(numbered.question.code), numbered)
    }
    lost = tuple(one for one in old if one.question.code not in stays)
    dropped = {name for one in lost for name in typed if _is_of(name, one.question)}
    return CarriedOver(
        {name: list(texts) for name, texts in typed.items() if name not in dropped},
        tuple(one for one in new if _says_another(kept.get(one.question.code), one)),
        tuple(one for one in lost if _was_answered(typed, one.question)),
    )


def is_asked_alike(old: Question, new: Question) -> bool:
    """Whether an answer to the one is an answer to the other."""
    return (old.kind, old.options, old.points) == (new.kind, new.options, new.points)


def _takes_the_same(old: Numbered | None, new: Numbered) -> bool:
    return old is not None and is_asked_alike(old.question, new.question)


def _says_another(old: Numbered | None, new: Numbered) -> bool:
    return old is None or _facts_of(old.question) != _facts_of(new.question)


def _is_of(name: str, question: Question) -> bool:
    """The field of a question, or one of the fields of its options."""
    rest = name.removeprefix(question.field_name)
    return rest != name and (rest == "" or rest[0] in "_-")


def _was_answered(typed: Mapping[str, Sequence[str]], question: Question) -> bool:
    return any(
        _is_of(name, question) and any(text.strip() for text in texts)
        for name, texts in typed.items()
    )


def _facts_of(question: Question) -> dict[str, Any]:
    parent = question.only_if
    return {name: getattr(question, name) for name in FACTS} | {
        "only_if": parent.code if parent else None,
        "only_if_option": question.only_if_option,
    }


def _read(one: Numbered) -> list[Any]:
    section = one.question.section
    facts = [getattr(one.question, name) for name in FACTS]
    return [section.title, section.text, *facts, one.parent, one.question.only_if_option]


def _content(question_set: QuestionSet) -> list[Any]:
    return [
        (
            one.question.section.title,
            one.question.section.text,
            one.question.section.position,
            one.question.code,
            _facts_of(one.question),
        )
        for one in questions_of(question_set)
    ]
