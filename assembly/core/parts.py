"""What pages share is made once for everybody, visitors who have signed in too, and forgotten as kept pages are.

Each process keeps its parts in its own memory: rows of the database that a part holds reach no table, no backup and
no process that runs other code.
"""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import caches
from django.utils import timezone

from . import page_cache, public_token

Part = TypeVar("Part")


def kept(
    name: str, make: Callable[[], Part], *, may_keep: Callable[[Part], bool] = lambda part: True
) -> Part:
    """What `make` gives: kept until the next act that changes public pages, or the next instant that does.

    It must be the same for everybody, and is not asked for inside an act, which may be undone. docs/caching.md has
    the rules.
    """
    # Read before the part is made: what is made while an act commits is kept under the old token, and never shown.
    token = public_token.current()
    if token is None:
        return make()
    # Under its name alone, so that the next part takes the place of the last.
    found: tuple[str, Part] | None = caches["parts"].get(name)
    if found and found[0] == token:
        return found[1]
    now = timezone.now()
    part = make()
    if may_keep(part):
        lasts = (page_cache.next_boundary(now) - now).total_seconds()
        caches["parts"].set(name, (token, part), lasts)
    return part
