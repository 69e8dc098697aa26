"""What every part of the open-data API has in common: pages by key, and the words of a refusal.

Each app that has public records brings a `Router` in its `api.py`; `assembly.api` joins them.
"""

from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from ninja import Path, Query, Schema

MOST_AT_ONCE = 200

# A key is a whole number of the database; an address part is what Django calls a slug.
After = Annotated[
    int, Query(ge=0, le=2**63 - 1, description="The key after which the page begins.")
]
Limit = Annotated[int, Query(ge=1, le=MOST_AT_ONCE, description="How many records at most.")]
Slug = Annotated[str, Path(pattern=r"^[-a-zA-Z0-9_]+$", max_length=220)]

Record = TypeVar("Record", bound=Model)
Shown = TypeVar("Shown")


class Problem(Schema):
    """Why there is no answer."""

    detail: str


class Listing(Schema, Generic[Shown]):
    """Some records in the order of their keys, and the address of those that follow: null at the end."""

    items: list[Shown]
    next: str | None


REFUSALS: dict[int, Any] = {400: Problem, 404: Problem}


def listing(
    request: HttpRequest,
    records: QuerySet[Record],
    show: Callable[[Record], Shown],
    *,
    after: int,
    limit: int,
) -> dict[str, Any]:
    """One page of these records by key: what is added meanwhile neither repeats nor hides a record."""
    found = list(records.filter(pk__gt=after).order_by("pk")[: limit + 1])
    page = found[:limit]
    more = None
    if len(found) > limit:
        others = {k: v for k, v in request.GET.items() if k not in {"after", "limit"}}
        query = urlencode({**others, "after": page[-1].pk, "limit": limit})
        more = f"{settings.SITE_URL}{request.path}?{query}"
    return {"items": [show(record) for record in page], "next": more}


def whole_address(path: str) -> str:
    """The address of a page of the site, with its host."""
    return f"{settings.SITE_URL}{path}"
