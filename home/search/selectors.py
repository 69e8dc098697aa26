"""What a search finds: how many of each kind, the best of each, and one kind page by page.

Two queries a kind, however much is found. The first takes the keys of what matches, at most one more than a thousand:
nobody reads further, and a word that stands in a million awards costs no more than one that stands in a thousand. The
second sorts those keys alone; left to itself, PostgreSQL reads a table in its order and matches row by row.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from assembly.core.search import Hit, Kind, kinds
from assembly.core.search.matching import EXACT, in_order, narrowed, respelled
from assembly.core.search.reading import read
from assembly.core.search.words import Search

from .marks import marked, snippet

MOST = 1_000
BEST = 3
PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """One result as the page shows it."""

    title: SafeString
    url: str
    text: SafeString
    meta: SafeString


@dataclass(frozen=True, slots=True)
class Matches:
    """The keys of what was found of one kind."""

    kind: Kind
    keys: list[int]

    @property
    def count(self) -> int:
        return len(self.keys)

    @property
    def is_counted(self) -> bool:
        return self.count <= MOST

    def rows(self, search: Search) -> "QuerySet[Any]":
        """What was found, in the order in which it is shown."""
        rows = self.kind.rows()
        found = (
            rows.filter(pk__in=self.keys) if self.is_counted else narrowed(rows, self.kind, search)
        )
        return in_order(found, self.kind, search)


@dataclass(frozen=True, slots=True)
class Section:
    """The best of one kind, and whether its first has the very title that was typed."""

    kind: Kind
    results: list[Found]
    more: str  # what the link to the rest of them says; empty when all are shown
    is_exact: bool


class FirstThousand(Paginator[Any]):
    """Pages of what was found, up to as many as are counted."""

    def __init__(self, matches: Matches, search: Search) -> None:
        super().__init__(matches.rows(search), PER_PAGE)
        self.matches = matches

    @cached_property
    def count(self) -> int:
        return min(self.matches.count, MOST)


def matches(search: Search) -> list[Matches]:
    """What is found of each kind; kinds of which there is nothing are left out."""
    found = [_matches(kind, search) for kind in kinds] if search.terms else []
    return [each for each in found if each.keys]


def best(search: Search, found: list[Matches]) -> list[Section]:
    """The best few of each kind; a kind with the very title that was typed leads."""
    sections = [_section(each, search) for each in found]
    return sorted(sections, key=lambda section: not section.is_exact)


def page_of(found: Matches, search: Search, number: str | None) -> Page[Any]:
    page = FirstThousand(found, search).get_page(number)
    page.object_list = [_shown(found.kind.show(row), search) for row in page.object_list]
    return page


def near(search: Search) -> tuple[Search, list[Matches]] | None:
    """The search as it was perhaps meant, and what that finds; None when it finds nothing either."""
    meant = read(respelled(search, kinds))
    found = matches(meant)
    return (meant, found) if found else None


def figure(count: int) -> str:
    """1,000, or: more than 1,000."""
    return f"{count:,}" if count <= MOST else f"more than {MOST:,}"


def _matches(kind: Kind, search: Search) -> Matches:
    keys = narrowed(kind.rows(), kind, search).order_by().values_list("pk", flat=True)
    return Matches(kind, list(keys[: MOST + 1]))


def _section(found: Matches, search: Search) -> Section:
    rows = list(found.rows(search)[:BEST])
    return Section(
        kind=found.kind,
        results=[_shown(found.kind.show(row), search) for row in rows],
        more=f"All {figure(found.count)} {found.kind.name.lower()}" if found.count > BEST else "",
        is_exact=getattr(rows[0], "closeness", 0) >= EXACT,
    )


def _shown(hit: Hit, search: Search) -> Found:
    return Found(
        marked(hit.title, search), hit.url, snippet(hit.text, search), marked(hit.meta, search)
    )
