"""What the site's one search looks through: what each app shows to everybody. `home.search` asks.

There is no index of ours to keep in step: a kind names the query set of its own public list, so whatever may not be
seen is not found, from the moment it may not be seen (docs/search.md).
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from assembly.core.points import Point

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

    `rows` returns what anybody may see and is called for each search; `title` and `words` are the fields searched.
    `short_title` is one of the words that counts as the title when it is all that was typed. On PostgreSQL `vectors`
    are stored search vectors of the same words, where there are any. `spelling` are the fields whose words are
    offered for a mistyped one: short ones, where there are many rows.
    """

    key: str
    name: str
    url: Any  # of the whole list, offered when nothing is found
    url_label: str
    rows: Callable[[], QuerySet[Any]]
    show: Callable[[Any], Hit]
    title: str
    words: tuple[str, ...] = ()
    short_title: str = ""
    vectors: tuple[str, ...] = ()
    spelling: tuple[str, ...] = ()
    order: tuple[str, ...] = ("-pk",)
    closest_first: bool = True  # by how much of the title was asked for; else by `order` alone

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.title, *self.words)


# Their place is that in the row of filters.
kinds: Point[Kind] = Point("what the search looks through", key=attrgetter("key"))
