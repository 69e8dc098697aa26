"""What the site's one search looks through. Each app registers what it shows to everybody; `home.search` asks.

There is no index of ours to keep in step: a kind names the query set of its own public list, so whatever may not be
seen is not found, from the moment it may not be seen (docs/search.md).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Wagtail's index has the words of a page's blocks as plain text, in a column of another name on each database.
PAGE_WORDS = (
    "index_entries__body_text" if connection.vendor == "postgresql" else "index_entries__body"
)
PAGE_VECTORS = ("index_entries__title", "index_entries__body")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, as plain text: the page marks what matched. `meta` is the small line of facts."""

    title: str
    url: str
    text: str = ""
    meta: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing to find.

    `rows` is what anybody may see, asked anew for each search; `title` and `words` are the fields searched. On
    PostgreSQL `vectors` are stored search vectors of the same words, where there are any. `spelling` are the fields
    whose words are offered for a mistyped one: short ones, where there are many rows.
    """

    key: str
    name: str
    url: str  # of the list of them all, for whoever finds nothing
    url_label: str
    place: int  # in the row of filters
    rows: Callable[[], QuerySet[Any]]
    show: Callable[[Any], Hit]
    title: str
    words: tuple[str, ...] = ()
    vectors: tuple[str, ...] = ()
    spelling: tuple[str, ...] = ()
    order: tuple[str, ...] = ("-pk",)
    closest_first: bool = True  # by how much of the title was asked for; else by `order` alone

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.title, *self.words)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.key] = kind


def kinds() -> list[Kind]:
    """Every kind, in the order of the filters."""
    return sorted(_kinds.values(), key=lambda kind: kind.place)
