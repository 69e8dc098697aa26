"""The work list of those who code: question by question, one answer at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from assembly.accounts.models import User
from assembly.consultations.models import Answer, Coding, Consultation, Question, RaisedTheme
from assembly.consultations.reading.by_question import Asked, all_asked

from ..codebook.selectors import resolved
from .counting import READINGS, Part, answers_in_words, has, numbers, to_settle


@dataclass(frozen=True, slots=True)
class Line:
    """A question with how far its answers are coded, and how many wait for this person."""

    asked: Asked
    numbers: dict[str, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading as the page shows it once both are saved."""

    coding: Coding
    themes: list[RaisedTheme]


@dataclass(frozen=True, slots=True)
class State:
    """Where one answer stands for one person: what they may see and do."""

    mine: Coding | None = None
    settled: Coding | None = None
    # Both of them once both are saved, and none before: each reads without seeing the other's.
    readings: list[Reading] = field(default_factory=list)
    is_read_by_another: bool = False

    @property
    def is_read_twice(self) -> bool:
        return bool(self.readings)

    @property
    def differs(self) -> bool:
        sets = [{theme.pk for theme in reading.themes} for reading in self.readings]
        return bool(sets) and sets[0] != sets[1]

    @property
    def is_mine(self) -> bool:
        return self.mine is not None

    @property
    def ticked(self) -> list[RaisedTheme]:
        """With what the form begins: my reading, what was settled, or what both name."""
        if not self.readings:
            return _themes_of(self.mine) if self.mine else []
        if self.settled:
            return _themes_of(self.settled)
        first, second = (reading.themes for reading in self.readings)
        return [theme for theme in first if theme in second]

    @property
    def number(self) -> int:
        """Of the reading that the form shows."""
        shown = self.settled if self.readings else self.mine
        return shown.number if shown else 0


def in_words(consultation: Consultation) -> list[Asked]:
    """The questions that people answer in words."""
    return [
        asked
        for asked in all_asked(consultation)
        if any(one.question.kind == Question.Kind.TEXT for one in asked.as_put)
    ]


def lines(consultation: Consultation, reader: User) -> list[Line]:
    """Every question with its numbers, in one query beside those for the questions."""
    found = (
        answers_in_words(consultation)
        .order_by()
        .values("question__code")
        .annotate(**numbers(), mine=Count("pk", filter=_waits_for(reader)))
    )
    by_code: dict[int, dict[str, Any]] = {line["question__code"]: dict(line) for line in found}
    none = dict.fromkeys((*numbers(), "mine"), 0)
    return [Line(asked, by_code.get(asked.code, none)) for asked in in_words(consultation)]


def answers_to(consultation: Consultation, code: int) -> QuerySet[Answer]:
    """In the order in which the responses came."""
    return (
        answers_in_words(consultation)
        .filter(question__code=code)
        .select_related("question__section", "version__response__organisation")
        .annotate(response_key=F("version__response"))
        .order_by("response_key")
    )


def next_to_read(answers: QuerySet[Answer], reader: User, after: int = 0) -> Answer | None:
    """The next one this person has not read and somebody still has to, beginning again at the top."""
    waiting = answers.filter(_waits_for(reader))
    return waiting.filter(version__response__gt=after).first() or waiting.first()


def next_to_settle(answers: QuerySet[Answer], after: int = 0) -> Answer | None:
    waiting = answers.filter(to_settle())
    return waiting.filter(version__response__gt=after).first() or waiting.first()


def _waits_for(reader: User) -> Q:
    return Q(~has(Part.SECOND), ~has(Part.FIRST, coder=reader))


def state_of(answer: Answer, reader: User) -> State:
    codings = list(answer.codings.select_related("coder").prefetch_related("themes__merged_into"))
    by_part = {one.part: one for one in codings}
    readings = [by_part[part] for part in READINGS if part in by_part]
    mine = next((one for one in readings if one.coder_id == reader.pk), None)
    return State(
        mine=mine,
        settled=by_part.get(Part.SETTLED),
        readings=[Reading(one, _themes_of(one)) for one in readings] if len(readings) > 1 else [],
        is_read_by_another=any(one != mine for one in readings),
    )


def _themes_of(coding: Coding) -> list[RaisedTheme]:
    """In the order of the codebook, as they count today."""
    found: Iterable[RaisedTheme] = resolved(coding.themes.all())
    return sorted(found, key=lambda theme: (theme.position, theme.pk))
