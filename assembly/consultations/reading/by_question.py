"""All answers to one question side by side, and how often each thing was chosen, by kind of respondent."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet

from assembly.consultations.asking.said import DEGREES
from assembly.consultations.asking.selectors import Numbered, questions_of
from assembly.consultations.models import Answer, Consultation, Question, Response, ResponseVersion
from assembly.core.key_pages import Order

from .selectors import that_count
from .shown import Shown, shown, with_redactions

AS_THEY_CAME = Order("response_key", int)
# In the order of the columns, with words that fit above a number on a phone.
KINDS = {
    Response.Kind.ORGANISATION: "Members",
    Response.Kind.GROUP: "Groups",
    Response.Kind.INDIVIDUAL: "Individuals",
    Response.Kind.OUTSIDE: "Others",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One code, with the question as each version of the questions puts it, the newest first."""

    code: int
    as_put: tuple[Numbered, ...]

    @property
    def newest(self) -> Numbered:
        return self.as_put[0]

    @property
    def heading(self) -> str:
        return f"{self.newest.number}. {self.newest.question.words}"


@dataclass(frozen=True, slots=True)
class Table:
    """How often each thing was chosen. A row has a label and a number for each of `KINDS`."""

    question: Question
    caption: str
    rows: list[tuple[str, list[int]]]


def all_asked(consultation: Consultation) -> list[Asked]:
    """Each question that was ever in force: those of the newest set in its order, then those only older ones had."""
    found: dict[int, list[Numbered]] = {}
    for question_set in consultation.question_sets.in_force():
        for numbered in questions_of(question_set):
            found.setdefault(numbered.question.code, []).append(numbered)
    return [Asked(code, tuple(as_put)) for code, as_put in found.items()]


def beside(asked: list[Asked], code: int) -> tuple[Asked | None, Asked | None]:
    """The question before and the question after the one with this code."""
    place = [one.code for one in asked].index(code)
    before = asked[place - 1] if place else None
    return before, asked[place + 1] if place + 1 < len(asked) else None


def answers_to(
    consultation: Consultation, code: int, versions: QuerySet[ResponseVersion] | None = None
) -> QuerySet[Answer]:
    """In the order in which the responses came, with the respondents."""
    found = that_count(consultation) if versions is None else versions
    answers = Answer.objects.filter(
        version__in=found.order_by(),
        question__code=code,
        question__section__question_set__consultation=consultation,
    )
    return with_redactions(
        answers.select_related("version__response__organisation").annotate(
            response_key=F("version__response")
        )
    )


def lines(asked: Asked, page: Iterable[Answer]) -> list[tuple[Answer, Shown]]:
    """Each answer with the question as its version put it."""
    put = {numbered.question.pk: numbered for numbered in asked.as_put}
    return [(answer, shown(put[answer.question_id], answer)) for answer in page]


def numbers_by_kind(answers: QuerySet[Answer]) -> list[tuple[str, int]]:
    """How many answered, of each kind of respondent apart."""
    found = Counter(
        dict(answers.order_by().values_list("version__response__kind").annotate(number=Count("pk")))
    )
    return [(str(kind.label), found[kind.value]) for kind in KINDS]


def tables(asked: Asked, answers: QuerySet[Answer]) -> list[Table]:
    """One for each way in which it was asked, and for each statement of a grid; none where words are the answer."""
    chosen = (
        answers.order_by()
        .values_list("question", "version__response__kind", "chosen")
        .annotate(number=Count("pk"))
    )
    by_question: dict[int, list[tuple[str, list[int | None], int]]] = {}
    for question, kind, places, number in chosen:
        by_question.setdefault(question, []).append((kind, places, number))
    return [
        table
        for numbered in asked.as_put
        if numbered.question.pk in by_question
        for table in _tables(numbered.question, by_question[numbered.question.pk])
    ]


def _tables(question: Question, chosen: list[tuple[str, list[int | None], int]]) -> Iterator[Table]:
    kinds = Question.Kind
    if question.kind in (kinds.CHOICE, kinds.CHOICES):
        yield _table(question, "Chosen", enumerate(question.options), chosen)
    elif question.kind == kinds.SCALE:
        points = ((point, str(point)) for point in range(1, question.points + 1))
        yield _table(question, f"Points out of {question.points}", points, chosen)
    elif question.kind == kinds.RANKING:
        first = [(kind, places[:1], number) for kind, places, number in chosen]
        yield _table(question, "Put first", enumerate(question.options), first)
    elif question.kind == kinds.GRID:
        for place, statement in enumerate(question.options):
            degrees = [(kind, places[place : place + 1], number) for kind, places, number in chosen]
            yield _table(question, statement, enumerate(DEGREES), degrees)


def _table(
    question: Question,
    caption: str,
    labels: Iterable[tuple[int, str]],
    chosen: list[tuple[str, list[int | None], int]],
) -> Table:
    found: Counter[tuple[int, str]] = Counter()
    for kind, places, number in chosen:
        for place in places:
            if place is not None:
                found[place, kind] += number
    rows = [(label, [found[place, kind.value] for kind in KINDS]) for place, label in labels]
    return Table(question, caption, rows)
