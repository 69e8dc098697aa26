"""The numbers behind the figures, counted by the database: a query each, however many responded."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from assembly.consultations.models import Answer, Consultation
from assembly.consultations.reading.selectors import that_count

from ..coding.counting import that_count_for_it
from .measures import Measure
from .splits import Split

# The database hands over so many lines at a time: different sets of choices, not responses.
AT_A_TIME = 2_000


@dataclass(frozen=True)
class Counts:
    """How many responded and answered, by kind and category; and how many fell into each row of each measure."""

    responded: Counter[tuple[str, Any]] = field(default_factory=Counter)
    answered: Counter[tuple[Measure, str, Any]] = field(default_factory=Counter)
    fell: Counter[tuple[Measure, int, str, Any]] = field(default_factory=Counter)


def count(
    consultation: Consultation, measures: Iterable[Measure], themes: Measure, split: Split
) -> Counts:
    """Three queries. `themes` is the measure of the themes raised, of which everybody who responded is the base."""
    found = Counts()
    _responded(consultation, split, found)
    _chosen(consultation, measures, split, found)
    if themes.labels:
        _raised(consultation, themes, split, found)
    for (kind, category), number in found.responded.items():
        found.answered[themes, kind, category] = number
    return found


def _responded(consultation: Consultation, split: Split, found: Counts) -> None:
    lines = (
        that_count(consultation)
        .order_by()
        .annotate(category=split.column(""))
        .values_list("response__kind", "category")
        .annotate(number=Count("pk"))
    )
    for kind, category, number in lines:
        found.responded[kind, category] += number


def _chosen(
    consultation: Consultation, measures: Iterable[Measure], split: Split, found: Counts
) -> None:
    by_question: dict[int, list[Measure]] = {}
    for measure in measures:
        for question in measure.questions:
            by_question.setdefault(question, []).append(measure)
    lines = (
        Answer.objects.filter(
            version__in=that_count(consultation).order_by(), question__in=by_question
        )
        .order_by()
        .annotate(category=split.column("version__"))
        .values_list("question", "version__response__kind", "category", "chosen")
        .annotate(number=Count("pk"))
    )
    for question, kind, category, chosen, number in lines.iterator(chunk_size=AT_A_TIME):
        for measure in by_question[question]:
            rows = set(measure.rows_of(chosen))
            if rows:
                found.answered[measure, kind, category] += number
            for row in rows:
                found.fell[measure, row, kind, category] += number


def _raised(consultation: Consultation, themes: Measure, split: Split, found: Counts) -> None:
    """Responses, not answers: one that raises a theme in three answers raises it once."""
    rows = {theme: row for row, theme in enumerate(themes.themes)}
    lines = (
        that_count_for_it(consultation)
        .annotate(category=split.column("coding__answer__version__"))
        .values_list("counts_for", "coding__answer__version__response__kind", "category")
        .annotate(number=Count("coding__answer__version__response", distinct=True))
    )
    for theme, kind, category, number in lines:
        if theme in rows:
            found.fell[themes, rows[theme], kind, category] += number
