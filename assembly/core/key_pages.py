"""Pages of a long list by key: the next page begins after the last record of this one, however many stand before.

No page has a number, so none has to be counted; a record that is added meanwhile neither repeats nor hides another.
"""

import datetime as dt
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

LONGEST_TOKEN = 1_500
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Order:
    """By which column (or annotation) a list stands, and then by key; `read` makes a value of its text."""

    column: str
    read: Callable[[str], Any] = str
    descending: bool = False

    @property
    def names(self) -> list[str]:
        sign = "-" if self.descending else ""
        return [f"{sign}{self.column}", f"{sign}pk"]


@dataclass(frozen=True, slots=True)
class KeyPage(Generic[Row]):
    """Some records; `before` and `after` go into the address of the pages beside this one, empty at the ends."""

    items: list[Row]
    before: str
    after: str

    def __iter__(self) -> Iterator[Row]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def key_page(
    records: QuerySet[Row], order: Order, asked: Mapping[str, str], *, per_page: int
) -> KeyPage[Row]:
    """The page that `?after=` or `?before=` asks for; one that cannot be read is the first page.

    `records` carry `order.column` as a field or an annotation, and none of them lacks it.
    """
    backwards = _key(asked.get("before", ""), order)
    forwards = None if backwards else _key(asked.get("after", ""), order)
    start = backwards or forwards
    records = records.order_by(*order.names)
    if backwards:
        records = records.reverse()
    if start:
        records = records.filter(
            _beyond(order, start, descending=order.descending != bool(backwards))
        )
    found = list(records[: per_page + 1])
    more, found = len(found) > per_page, found[:per_page]
    if backwards:
        found.reverse()
    if not found:
        return KeyPage([], "", "")
    has_earlier = more if backwards else bool(forwards)
    has_later = bool(backwards) or more
    return KeyPage(
        found,
        before=_token(found[0], order) if has_earlier else "",
        after=_token(found[-1], order) if has_later else "",
    )


def _beyond(order: Order, start: tuple[Any, int], *, descending: bool) -> Q:
    """What stands beyond a key. The first, wider condition is the one that an index answers."""
    value, key = start
    side = "lt" if descending else "gt"
    return Q(**{f"{order.column}__{side}e": value}) & (
        Q(**{f"{order.column}__{side}": value}) | Q(**{f"pk__{side}": key})
    )


def _token(record: Model, order: Order) -> str:
    value = getattr(record, order.column)
    written = value.isoformat() if isinstance(value, dt.date) else str(value)
    return urlsafe_b64encode(json.dumps([written, record.pk]).encode()).decode().rstrip("=")


def _key(token: str, order: Order) -> tuple[Any, int] | None:
    """The key in a token; None for none, and for whatever somebody typed into the address."""
    if not token or len(token) > LONGEST_TOKEN:
        return None
    try:
        written, key = json.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        value = order.read(written)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    # The database can compare neither a nought byte nor half of a character, nor a key larger than any.
    if not isinstance(key, int) or not -(2**63) <= key < 2**63 or not isinstance(written, str):
        return None
    return None if "\x00" in written or not written.isprintable() else (value, key)
