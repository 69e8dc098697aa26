"""What is counted: each question with answers to choose from, each statement of a grid, and the themes raised."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assembly.consultations.asking.said import DEGREES
from assembly.consultations.asking.selectors import Numbered, points_of
from assembly.consultations.models import Consultation, Question, RaisedTheme
from assembly.consultations.reading.by_question import Asked, all_asked
from assembly.consultations.reading.exports import as_put

Kind = Question.Kind


@dataclass(frozen=True, slots=True)
class Measure:
    """One table: its rows, and which of them an answer falls into.

    Rows of one choice make a sum; of several choices each row stands against those who did not choose it.
    """

    number: int
    heading: str
    caption: str
    labels: tuple[str, ...]
    questions: tuple[int, ...] = ()
    statement: int | None = None
    starts_at: int = 0
    is_multiple: bool = False
    is_scale: bool = False
    # The question and the option that bring it up.
    only_if: tuple[int, int] | None = None
    themes: tuple[int, ...] = field(default=())

    def rows_of(self, chosen: Sequence[int | None]) -> Iterator[int]:
        if self.statement is not None:
            chosen = chosen[self.statement : self.statement + 1]
        for place in chosen:
            if place is not None and 0 <= place - self.starts_at < len(self.labels):
                yield place - self.starts_at


def measures(consultation: Consultation) -> list[Measure]:
    """Of every question, in their order; one that was put in other words later has a table for each way."""
    found: list[Measure] = []
    for asked in all_asked(consultation):
        ways = _ways(asked)
        for numbered, questions in ways:
            found.extend(_measures(numbered, tuple(questions), is_one_of_several=len(ways) > 1))
    return found


def of_themes(themes: Iterable[RaisedTheme]) -> Measure:
    every = list(themes)
    return Measure(
        number=0,
        heading="Themes raised",
        caption="Responses that raise each theme",
        labels=tuple(one.name for one in every),
        is_multiple=True,
        themes=tuple(one.pk for one in every),
    )


def _ways(asked: Asked) -> list[tuple[Numbered, list[int]]]:
    """Each way in which it was put, the newest first, with the keys of the questions that put it so."""
    ways: dict[tuple[object, ...], tuple[Numbered, list[int]]] = {}
    for numbered in asked.as_put:
        _, questions = ways.setdefault(as_put(numbered.question), (numbered, []))
        questions.append(numbered.question.pk)
    return list(ways.values())


def _measures(
    numbered: Numbered, questions: tuple[int, ...], *, is_one_of_several: bool
) -> Iterator[Measure]:
    question = numbered.question
    as_asked = f", as asked: {question.words}" if is_one_of_several else ""
    brought_up_by = (
        (question.only_if_id, question.only_if_option or 0) if question.only_if_id else None
    )

    def measure(caption: str, labels: Sequence[str], **facts: object) -> Measure:
        return Measure(
            numbered.number,
            f"{numbered.number}. {question.words}",
            f"{caption}{as_asked}",
            tuple(labels),
            questions,
            only_if=brought_up_by,
            **facts,  # type: ignore[arg-type]  # each by its name
        )

    if question.kind == Kind.CHOICE:
        yield measure("Chosen", question.options)
    elif question.kind == Kind.CHOICES:
        yield measure("Chosen, several at once", question.options, is_multiple=True)
    elif question.kind == Kind.SCALE:
        points = points_of(question)
        yield measure(f"Points out of {question.points}", points, starts_at=1, is_scale=True)
    elif question.kind == Kind.RANKING:
        yield measure("Put first", question.options, statement=0)
    elif question.kind == Kind.GRID:
        for place, statement in enumerate(question.options):
            yield measure(statement, DEGREES, statement=place, is_scale=True)
