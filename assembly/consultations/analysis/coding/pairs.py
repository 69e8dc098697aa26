"""Who read with whom, and how often each ticked what: three numbers a theme, from which agreement is worked out."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.db.models import F
from django.db.models.functions import Coalesce

from assembly.consultations.models import Coding, Consultation

from ..agreement import Agreement, Ticks, agreement, over_all
from .counting import READINGS, answers_in_words

# Two people by their keys, the lower first; 0 is somebody whose account is closed.
Who = tuple[int, int]
# Who read an answer, and the themes they ticked.
Reading = tuple[int, frozenset[int]]
AT_A_TIME = 2_000


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
    """One query, whose lines are read a batch at a time; those who read most together first.

    The database would look for the other reading of each tick, which takes it longer than handing all of them over.
    """
    answers: Counter[Who] = Counter()
    ticks: dict[Who, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for (lower, by_lower), (higher, by_higher) in _read_twice(consultation):
        who = lower, higher
        answers[who] += 1
        for theme in by_lower | by_higher:
            both = theme in by_lower and theme in by_higher
            ticks[who][theme]["both" if both else "lower" if theme in by_lower else "higher"] += 1
    found = [
        Pair(who, number, {theme: _of(number, each) for theme, each in ticks[who].items()})
        for who, number in answers.items()
    ]
    return sorted(found, key=lambda pair: (-pair.answers, pair.who))


def _read_twice(consultation: Consultation) -> Iterator[tuple[Reading, Reading]]:
    """Both readings of each answer that has two, of the person with the lower key first."""
    lines = (
        Coding.objects.filter(part__in=READINGS, answer__in=answers_in_words(consultation))
        .order_by("answer", "pk")
        .values_list("answer", "pk", "coder", Coalesce(F("themes__merged_into"), F("themes")))
    )
    for _, of_answer in groupby(lines.iterator(chunk_size=AT_A_TIME), key=itemgetter(0)):
        readings = [_reading(list(each)) for _, each in groupby(of_answer, key=itemgetter(1))]
        if len(readings) == len(READINGS):
            first, second = sorted(readings, key=itemgetter(0))
            yield first, second


def _reading(lines: list[tuple[int, int, int | None, int | None]]) -> Reading:
    return lines[0][2] or 0, frozenset(theme for *_, theme in lines if theme is not None)


def _of(answers: int, ticked: Counter[str]) -> Ticks:
    both, lower, higher = ticked["both"], ticked["lower"], ticked["higher"]
    return Ticks(both, lower, higher, answers - both - lower - higher)
