"""Who read with whom, and how often each ticked what: three numbers a theme, from which agreement is worked out."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from assembly.consultations.models import Answer, Coding, Consultation

from ..agreement import Agreement, Ticks, agreement, over_all
from .counting import READINGS, Part, answers_in_words, ticked

# Two people by their keys, the lower first; 0 is somebody whose account is closed.
Who = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people, the answers that both read, and how they ticked each theme that one of them ticked at all."""

    who: Who
    answers: int
    themes: dict[int, Ticks]

    def of(self, theme: int) -> Agreement:
        return agreement(self.themes.get(theme, Ticks(0, 0, 0, self.answers)))

    @property
    def over_all(self) -> Agreement:
        return over_all(self.themes.values())


def pairs(consultation: Consultation) -> list[Pair]:
    """Two queries, however many answers; those who read most together first."""
    answers = answers_in_words(consultation)
    found = _answers_read_by(answers)
    ticks = _ticks(answers)
    made = [
        Pair(who, number, {theme: _of(number, each) for theme, each in ticks[who].items()})
        for who, number in found.items()
    ]
    return sorted(made, key=lambda pair: (-pair.answers, pair.who))


def _answers_read_by(answers: QuerySet[Answer]) -> dict[Who, int]:
    twice = (
        Coding.objects.filter(part=Part.SECOND, answer__in=answers)
        .annotate(first=_coder(Part.FIRST, "answer"))
        .order_by()
        .values_list("first", "coder")
        .annotate(number=Count("pk"))
    )
    found: Counter[Who] = Counter()
    for first, second, number in twice:
        found[_who(first, second)] += number
    return found


def _ticks(answers: QuerySet[Answer]) -> dict[Who, dict[int, Counter[str]]]:
    """Of each pair and theme: how many answers both ticked, and how many one of them alone."""
    by_other = ticked().filter(
        ~Q(coding__part=OuterRef("coding__part")),
        coding__answer=OuterRef("coding__answer"),
        coding__part__in=READINGS,
        counts_for=OuterRef("counts_for"),
    )
    is_read_twice = Coding.objects.filter(answer=OuterRef("coding__answer"), part=Part.SECOND)
    lines = (
        ticked()
        .filter(Exists(is_read_twice), coding__part__in=READINGS, coding__answer__in=answers)
        .annotate(
            by_first=_coder(Part.FIRST, "coding__answer"),
            by_second=_coder(Part.SECOND, "coding__answer"),
            by_both=Exists(by_other),
        )
        .values_list("by_first", "by_second", "coding__part", "counts_for", "by_both")
        .annotate(number=Count("coding__answer", distinct=True))
    )
    found: dict[Who, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for first, second, part, theme, by_both, number in lines:
        who = _who(first, second)
        is_lower = (part == Part.FIRST) == (who == (first or 0, second or 0))
        if not by_both:
            found[who][theme]["lower" if is_lower else "higher"] += number
        elif part == Part.FIRST:
            found[who][theme]["both"] += number
    return found


def _of(answers: int, ticked: Counter[str]) -> Ticks:
    both, lower, higher = ticked["both"], ticked["lower"], ticked["higher"]
    return Ticks(both, lower, higher, answers - both - lower - higher)


def _coder(part: str, answer: str) -> Subquery:
    of_it = Coding.objects.filter(answer=OuterRef(answer), part=part)
    return Subquery(of_it.values("coder")[:1])


def _who(one: int | None, other: int | None) -> Who:
    lower, higher = sorted((one or 0, other or 0))
    return lower, higher
