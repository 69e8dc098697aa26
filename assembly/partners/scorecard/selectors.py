"""Scorecards as their pages show them: of one body, and of all bodies beside each other."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import get_text_list

from assembly.core.addresses import page_at
from assembly.core.charts import BarChart
from assembly.core.figures import in_words
from assembly.core.names import plain
from assembly.partners.bodies.selectors import with_predecessors
from assembly.partners.models import PublicBody

from .charts import charts_of
from .counting import EVER, Counted, Period, count, counted_today, of_year
from .groups import Group, group_of, grouped
from .lines import Line, Tally, every_line, line_at, subjects

EVERYBODY = "all"  # in addresses, in the place of a body
BY_NAME = "name"
# Of a column: its words, the order that pressing them asks for (none: it cannot be sorted by), and the order now.
Heading = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of one card, with the list that anybody can check it by."""

    line: Line
    tally: Tally
    url: str

    @property
    def shown(self) -> str:
        return self.line.figure(self.tally)

    @property
    def note(self) -> str:
        return self.line.note(self.tally)


@dataclass(frozen=True, slots=True)
class Card:
    """Figures of some bodies in a period; `name` where there are several cards in a table."""

    name: str
    url: str
    figures: list[Figure]
    is_part: bool = False  # of the card above it
    note: str = ""

    def of(self, code: str) -> Tally:
        return next((one.tally for one in self.figures if one.line.code == code), Tally())

    @property
    def in_table(self) -> list[Figure]:
        return [one for one in self.figures if one.line.in_table]

    @property
    def is_empty(self) -> bool:
        return not any(one.tally.base for one in self.figures)


def list_url(slug: str, line: Line, period: Period = EVER, **more: str) -> str:
    query = urlencode({**period.query, **more})
    return reverse("partners:scorecard_list", args=[slug, line.code]) + (
        f"?{query}" if query else ""
    )


def file_url(slug: str, line: Line, kind: str) -> str:
    return reverse(f"partners:scorecard_{kind}", args=[slug, line.code])


def page_of(body: PublicBody) -> str:
    """Where its card is: below its consultations."""
    return f"{page_at(f'consultations/{body.slug}')}#scorecard"


def _figures(
    counted: Counted, keys: Collection[int], slug: str, period: Period = EVER, **more: str
) -> list[Figure]:
    totals = counted.by_line(keys, period)
    return [
        Figure(line, totals.get(line.code, Tally()), list_url(slug, line, period, **more))
        for line in every_line()
    ]


def headings_of(first: str) -> list[Heading]:
    return [(words, "", "") for words in (first, *(line.short for line in _in_table()))]


def story(card: Card) -> list[str]:
    return [said for subject in subjects for said in subject.story(card.of)]


# One body


@dataclass(frozen=True)
class BodyCard:
    """Everything the section of one body shows."""

    group: Group
    counted: Counted

    @property
    def body(self) -> PublicBody:
        return self.group.head

    @cached_property
    def card(self) -> Card:
        slug = self.body.slug
        return Card(self.body.name, page_of(self.body), _figures(self.counted, self.keys, slug))

    @property
    def keys(self) -> frozenset[int]:
        return self.group.keys

    @property
    def story(self) -> list[str]:
        return story(self.card)

    @cached_property
    def members(self) -> list[Card]:
        """Of each body by itself, where there are several."""
        return (
            [replace(card, is_part=False) for card in _members(self.group, self.counted, EVER)]
            if self.group.followed
            else []
        )

    @cached_property
    def years(self) -> list[Card]:
        """The newest first."""
        slug = self.body.slug
        return [
            Card(str(year), "", _figures(self.counted, self.keys, slug, of_year(year)))
            for year in self.counted.years(self.keys)
        ]

    @property
    def lines(self) -> list[Line]:
        return every_line()

    @property
    def member_headings(self) -> list[Heading]:
        return headings_of("Public body")

    @property
    def year_headings(self) -> list[Heading]:
        return headings_of("Year")

    @property
    def charts(self) -> list[BarChart]:
        whose = f" of {self.body}"
        address = reverse("partners:scorecard_body", args=[self.body.slug])
        return charts_of(self.counted, self.keys, whose, f"{address}?format=csv")


def card_of(body: PublicBody, bodies: Iterable[PublicBody], on: dt.date) -> BodyCard:
    """For its page; `bodies` are those of `with_predecessors`."""
    return BodyCard(group_of(body, bodies), counted_today(on))


def card_anew(body: PublicBody, on: dt.date) -> BodyCard:
    """As it is at this moment, for an act that keeps it."""
    group = group_of(body, with_predecessors(body, on))
    return BodyCard(group, count(group.keys, on))


def _members(group: Group, counted: Counted, period: Period) -> Iterator[Card]:
    for body in group:
        if body.pk not in counted.bodies:
            continue
        figures = _figures(counted, {body.pk}, body.slug, period, own="yes")
        ended = body is not group.head
        name = body.name if ended else f"{body.name} itself"
        yield Card(name, page_of(body), figures, is_part=True)


# All bodies


@dataclass(frozen=True)
class County:
    """Everything the page of all bodies shows, in a period and an order."""

    counted: Counted
    groups: list[Group]
    period: Period
    sort: str

    @property
    def keys(self) -> frozenset[int]:
        return frozenset(key for group in self.groups for key in group.keys)

    @cached_property
    def whole(self) -> Card:
        return Card(
            "All public bodies", "", _figures(self.counted, self.keys, EVERYBODY, self.period)
        )

    @property
    def story(self) -> list[str]:
        if not self.groups or self.whole.is_empty:
            return []
        if self.period.query:  # who consulted within it is another number
            return story(self.whole)
        return [*self._who_took_part(), *story(self.whole)]

    def _who_took_part(self) -> Iterator[str]:
        for subject in subjects:
            first = self.counted.took_part(subject.lines)
            number = sum(bool(group.keys & first.keys()) for group in self.groups)
            if subject.took_part and number:
                words = in_words(number, "public bodies have", one="public body has")
                yield f"{words} {subject.took_part} since {min(first.values())}."

    @cached_property
    def rows(self) -> list[Card]:
        """A row for each body of which something is counted, and below it one for each that it followed."""
        cards = [(self._card(group), group) for group in self.groups]
        cards.sort(key=lambda pair: plain(pair[0].name), reverse=self.sort == f"-{BY_NAME}")
        if line := self._sorted_by():
            cards = _by_line(cards, line, descending=self.sort.startswith("-"))
        return [row for card, group in cards for row in (card, *self._parts(group))]

    def _card(self, group: Group) -> Card:
        head = group.head
        figures = _figures(self.counted, group.keys, head.slug, self.period)
        note = f"with {in_words(len(group.followed), 'bodies', one='body')} that it followed"
        return Card(head.name, page_of(head), figures, note=note if group.followed else "")

    def _parts(self, group: Group) -> Iterable[Card]:
        return _members(group, self.counted, self.period) if group.followed else ()

    def _sorted_by(self) -> Line | None:
        found = line_at(self.sort.removeprefix("-"))
        return found[1] if found else None

    @property
    def dated(self) -> str:
        """What belongs to the years that were chosen."""
        return get_text_list([subject.dated for subject in subjects], "and")

    @property
    def headings(self) -> list[Heading]:
        columns = [(BY_NAME, "Public body"), *((one.code, one.short) for one in _in_table())]
        return [(words, self._other(code), self._now(code)) for code, words in columns]

    @property
    def lines(self) -> list[Line]:
        return every_line()

    @property
    def year_headings(self) -> list[Heading]:
        return headings_of("Year")

    def _other(self, code: str) -> str:
        return f"-{code}" if self.sort == code else code

    def _now(self, code: str) -> str:
        return {code: "ascending", f"-{code}": "descending"}.get(self.sort, "none")

    @cached_property
    def years(self) -> list[Card]:
        return [
            Card(str(year), "", _figures(self.counted, self.keys, EVERYBODY, of_year(year)))
            for year in self.counted.years()
            if year in self.period
        ]

    @property
    def charts(self) -> list[BarChart]:
        query = urlencode({**self.period.query, "format": "csv"})
        address = f"{reverse('partners:scorecard')}?{query}"
        return charts_of(self.counted, self.keys, "", address, self.period)


def county(period: Period, sort: str, on: dt.date) -> County:
    """Three queries however many bodies and records there are."""
    counted = counted_today(on)
    known = grouped(PublicBody.objects.order_by("name"), on)
    groups = [group for group in known if group.keys & counted.bodies]
    return County(counted, groups, period, sort)


def sorts() -> list[tuple[str, str]]:
    """In which orders the table of all bodies can be shown."""
    return [
        (BY_NAME, "Name, A to Z"),
        (f"-{BY_NAME}", "Name, Z to A"),
        *(
            (f"{sign}{line.code}", f"{line.short}, {words}")
            for line in _in_table()
            for sign, words in (("-", "highest first"), ("", "lowest first"))
        ),
    ]


def _in_table() -> list[Line]:
    return [line for line in every_line() if line.in_table]


def _by_line(
    cards: list[tuple[Card, Group]], line: Line, *, descending: bool
) -> list[tuple[Card, Group]]:
    """Those of which nothing is counted come last in either direction."""
    counted = [pair for pair in cards if pair[0].of(line.code).base]
    nothing = [pair for pair in cards if not pair[0].of(line.code).base]
    counted.sort(key=lambda pair: line.rank(pair[0].of(line.code)), reverse=descending)
    return [*counted, *nothing]
