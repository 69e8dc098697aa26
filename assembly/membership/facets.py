"""How many organisations of the public register each filter would leave, whatever else is chosen.

For every value of every filter there is a row of bits, one bit for each organisation (its key). What is chosen
together is an AND of rows, and how many that are is the number of bits: exact for any combination, at a cost that
hardly grows with the register. The rows are made of the whole register at once and kept in the cache under the token
of `core.public_token`, which changes with every act. docs/register.md has the reasons and the measurements.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import uuid4

from django.core.cache import cache
from django.utils import timezone

from assembly.core import jobs, public_token

from .models import Organisation, Profile
from .register import FIRST_LETTER, LETTERS, OTHER_LETTER, ROLE_COLUMNS, UNKNOWN

HEAD = "register-facets"
KEPT_FOR = 24 * 60 * 60
# Up to here the register is counted anew while the visitor waits: it takes as long as drawing two or three pages
# (docs/register.md). A larger one is counted by the worker, and until it has, the figures of before are shown with
# their time.
COUNTED_AT_ONCE = 10_000
ONCE_A_MINUTE = 60
RECOUNT = "assembly.membership.facets.recount"

Value = tuple[str, str]


@dataclass(frozen=True)
class Index:
    """Rows of bits by (filter, value), and the row of the whole register."""

    everyone: int
    rows: Mapping[Value, int]
    counted_at: dt.datetime

    def holding(self, chosen: Iterable[Value]) -> int:
        """The row of the organisations that hold all of these values."""
        found = self.everyone
        for value in chosen:
            found &= self.rows.get(value, 0)
        return found


@dataclass(frozen=True, slots=True)
class Head:
    """What every process asks first: under which token the rows were counted, and where they are."""

    token: str | None
    key: str
    size: int
    counted_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of one page: how many are found, and how many each value of each filter would leave."""

    found: int
    by_value: Mapping[Value, int]
    counted_at: dt.datetime
    # The register has changed since; the figures are being counted anew.
    is_older: bool = False

    def of(self, name: str, value: str) -> int:
        return self.by_value.get((name, value), 0)


def counts(chosen: Mapping[str, str], keys: Iterable[int] | None = None) -> Counts:
    """Count for these filters; `keys` are the organisations that hold a searched word, None without a search.

    Beside each value stands what it would leave if it took the place of what its own filter has chosen now.
    """
    index, is_older = current()
    searched = index.everyone if keys is None else index.everyone & bits(keys)
    rest = {
        name: searched
        & index.holding((other, value) for other, value in chosen.items() if other != name)
        for name in {name for name, _ in index.rows}
    }
    return Counts(
        found=(searched & index.holding(chosen.items())).bit_count(),
        by_value={
            (name, value): (row & rest[name]).bit_count()
            for (name, value), row in index.rows.items()
        },
        counted_at=index.counted_at,
        is_older=is_older,
    )


def current() -> tuple[Index, bool]:
    """The rows, and whether the register has changed since they were counted."""
    token = public_token.current()
    head: Head | None = cache.get(HEAD)
    if head is None:
        return recount(), False
    try:
        index = _read(head.key)
    except LookupError:
        return recount(), False
    # What nobody thought of, a change by SQL say, is right again after as long as in the cache of pages.
    fresh = timezone.now() - head.counted_at < public_token.KEPT_AT_MOST
    if token is not None and head.token == token and fresh:
        return index, False
    if head.size <= COUNTED_AT_ONCE:
        return recount(), False
    if cache.add(f"{HEAD}-queued", 1, ONCE_A_MINUTE):
        jobs.after_commit(RECOUNT)
    return index, head.token != token


def recount() -> Index:
    """Count the whole register again, and keep the rows under the token that held before the counting began."""
    token = public_token.current()
    index = count()
    before: Head | None = cache.get(HEAD)
    head = Head(token, f"{HEAD}-{uuid4().hex}", index.everyone.bit_count(), index.counted_at)
    cache.set(head.key, index, KEPT_FOR)
    cache.set(HEAD, head, KEPT_FOR)
    if before:  # whoever has just read where the older rows are still finds them there
        cache.touch(before.key, ONCE_A_MINUTE)
    return index


def count() -> Index:
    """Read the register and make its rows: four queries, in memory for a bit an organisation and value."""
    counted_at = timezone.now()
    keys: defaultdict[Value, list[int]] = defaultdict(list)
    everyone = []
    organisations = Organisation.objects.public().values_list(
        "pk", "legal_form", "income_band", "infrastructure", FIRST_LETTER
    )
    for key, legal_form, band, infrastructure, initial in organisations.order_by().iterator():
        everyone.append(key)
        keys["legal_form", legal_form].append(key)
        keys["size", band or UNKNOWN].append(key)
        keys["letter", initial if initial in LETTERS else OTHER_LETTER].append(key)
        if infrastructure:
            keys["infrastructure", "on"].append(key)
    _roles(keys)
    for name, through in (
        ("district", Organisation.districts.through),
        ("theme", Organisation.themes.through),
    ):
        pairs = through.objects.values_list("organisation_id", f"{name}__slug")
        for key, slug in pairs.order_by().iterator():
            keys[name, slug].append(key)
    return Index(bits(everyone), {value: bits(held) for value, held in keys.items()}, counted_at)


def _roles(keys: defaultdict[Value, list[int]]) -> None:
    profiles = Profile.objects.values_list("pk", *ROLE_COLUMNS.values())
    for key, *held in profiles.order_by().iterator():
        for role, holds in zip(ROLE_COLUMNS, held, strict=True):
            if holds:
                keys["role", role.value].append(key)


def bits(keys: Iterable[int]) -> int:
    """A row with a bit at each of these keys."""
    keys = list(keys)
    row = bytearray(max(keys, default=0) // 8 + 1)
    for key in keys:
        row[key >> 3] |= 1 << (key & 7)
    return int.from_bytes(row, "little")


@lru_cache(maxsize=1)
def _read(key: str) -> Index:
    """What the cache has under a key never changes, so each process reads it once. LookupError: it is gone."""
    found: Index | None = cache.get(key)
    if found is None:
        raise LookupError(key)
    return found
