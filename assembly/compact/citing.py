"""What cites an undertaking: each app says what of its own does, for one page and in numbers for a list."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from assembly.core import figures, parts
from assembly.core.points import Point
from assembly.membership.panels import Panel

from .models import Undertaking


@dataclass(frozen=True, slots=True)
class Source:
    """What an app has that cites undertakings.

    `name` is its plural, such as “consultations”. `panel` lists what cites one undertaking, or is None. `numbers` says
    of many how often each is cited, by primary key, in as many queries as of one; those that nothing cites may be left
    out. Both count the same.
    """

    name: str
    panel: Callable[[Undertaking], Panel | None]
    numbers: Callable[[Collection[int]], Mapping[int, int]]


sources: Point[Source] = Point("what cites an undertaking", key=attrgetter("name"))

# How many of each source: “consultations”: 3.
Counts = Mapping[str, int]


def citing(undertaking: Undertaking) -> list[Panel]:
    return [found for source in sources if (found := source.panel(undertaking))]


def counts(keys: Collection[int]) -> dict[int, Counts]:
    """Of each undertaking that something cites: how many of which source. No query more for more undertakings."""
    found: dict[int, dict[str, int]] = {}
    for source in sources:
        for key, number in source.numbers(keys).items():
            if number:
                found.setdefault(key, {})[source.name] = number
    return dict(found)


def public_counts() -> dict[int, Counts]:
    """Of every public undertaking; made once for all visitors, until the next act."""
    return parts.kept("compact.citing", lambda: counts(_public()))


def _public() -> list[int]:
    return list(Undertaking.objects.public().values_list("pk", flat=True))


def in_words(found: Counts) -> str:
    """Such as: 2 consultations, 1 award. Empty where nothing cites it."""
    return ", ".join(figures.in_words(number, name) for name, number in found.items())


def together(each: Iterable[Counts]) -> Counts:
    """The sum over several undertakings."""
    total: dict[str, int] = {}
    for one in each:
        for name, number in one.items():
            total[name] = total.get(name, 0) + number
    return total
