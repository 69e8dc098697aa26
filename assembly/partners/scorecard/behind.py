"""The list behind a figure: the same facts that were counted, narrowed as the address of the figure says."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assembly.core.key_pages import KeyPage, key_page
from assembly.partners.models import PublicBody

from .counting import Period
from .groups import Group
from .lines import Fact, Line, Row, Subject, Tally

PER_PAGE = 50
AT_ONCE = 500
MET, UNMET = "yes", "no"


@dataclass(frozen=True)
class Listed:
    """The facts behind a figure, narrowed as its address says; `only` is what the list shows of them."""

    subject: Subject
    line: Line
    group: Group | None  # None: of all bodies
    period: Period
    only: str
    facts: Sequence[Fact]  # the newest first; a record may have one for each body

    @cached_property
    def tally(self) -> Tally:
        """Of base and figure, whatever the list is narrowed to: the one that the card shows."""
        tally = Tally()
        for fact in self.facts:
            tally.add(fact)
        return tally

    @cached_property
    def shown(self) -> list[Fact]:
        wanted = {MET: {True}, UNMET: {False}}.get(self.only, {True, False})
        return [fact for fact in self.facts if fact.met in wanted]

    @cached_property
    def names(self) -> dict[int, str]:
        """Of the bodies."""
        return dict(PublicBody.objects.values_list("pk", "name"))

    @property
    def in_words(self) -> str:
        """How many the list has of how many are counted."""
        shown, base = len(self.shown), self.tally.base
        return f"{shown:,} listed" if shown == base else f"{shown:,} of {base:,} listed"

    @property
    def whose(self) -> str:
        """With whom a body is counted, or without whom."""
        if self.group is None or not self.group.followed:
            return ""
        followed = ", ".join(body.name for body in self.group.followed)
        return f"With those of the bodies that {self.group.head} followed: {followed}."

    def page(self, asked: Mapping[str, str]) -> tuple[KeyPage[Any], list[tuple[Row, Fact]]]:
        by_record: dict[int, list[Fact]] = {}
        for fact in self.shown:
            by_record.setdefault(fact.record, []).append(fact)
        found = self.subject.records().filter(pk__in=list(by_record))
        page = key_page(found, self.subject.order, asked, per_page=PER_PAGE)
        return page, [(self._row(one, fact), fact) for one in page for fact in by_record[one.pk]]

    def _row(self, record: Any, fact: Fact) -> Row:
        return self.subject.row(record, fact, self.names.get(fact.body, ""))

    def outcome(self, fact: Fact) -> str:
        return self.line.met if fact.met else self.line.unmet

    def detail(self, fact: Fact) -> str:
        return self.line.kinds.get(fact.kind, "")

    @property
    def header(self) -> list[str]:
        detail = ["In detail"] if self.line.kinds else []
        counted = [f"{self.line.name}, {self.line.unit}"] if self.line.unit else []
        return [
            self.subject.name,
            "Address",
            "Counted as",
            *detail,
            *counted,
            *self.subject.headings,
        ]

    def rows(self) -> Iterator[list[Any]]:
        """For a file: some hundred records are in memory at a time."""
        for start in range(0, len(self.shown), AT_ONCE):
            facts = self.shown[start : start + AT_ONCE]
            records = self.subject.records().in_bulk({fact.record for fact in facts})
            for fact in facts:
                if fact.record in records:
                    yield self._cells(self._row(records[fact.record], fact), fact)

    def _cells(self, row: Row, fact: Fact) -> list[Any]:
        detail = [self.detail(fact)] if self.line.kinds else []
        counted = [fact.value] if self.line.unit else []
        return [row.text, row.url, self.outcome(fact), *detail, *counted, *row.cells]


def facts_of(pair: tuple[Subject, Line], group: Group | None, on: dt.date) -> list[Fact]:
    """All that is counted under a line, the newest first."""
    subject, line = pair
    facts = subject.facts(group.keys if group else None, on)
    found = [fact for fact in facts if fact.line == line.code]
    return sorted(found, key=lambda fact: (fact.day, fact.record), reverse=True)


def listed(
    pair: tuple[Subject, Line],
    group: Group | None,
    facts: Iterable[Fact],
    period: Period,
    only: str,
) -> Listed:
    found = [fact for fact in facts if fact.day.year in period]
    return Listed(*pair, group, period, only, found)
