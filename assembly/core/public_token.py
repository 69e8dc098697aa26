"""A token that changes after the commit of every act and publishing that changes a public page.

What is made of public pages or of their rows (kept pages, counted filters, figures) is kept under the token that held
before it was made, and used only while that token holds. The reasons are in docs/caching.md.
"""

import datetime as dt
import logging
from uuid import uuid4

from django.core.cache import caches
from django.db import DatabaseError, transaction

from redis.exceptions import RedisError

TOKEN = "generation"  # noqa: S105 - a name in the cache
KEPT_AT_MOST = dt.timedelta(minutes=5)  # a change by SQL, say, is shown after this at the latest

log = logging.getLogger(__name__)


def change_after_commit() -> None:
    waiting = transaction.get_connection().run_on_commit
    if not any(entry[1] is change for entry in waiting):
        transaction.on_commit(change, robust=True)


def change() -> None:
    caches["pages"].set(TOKEN, uuid4().hex, None)


def current() -> str | None:
    """None while the cache cannot be reached: then nothing is kept."""
    try:
        pages = caches["pages"]
        token: str | None = pages.get(TOKEN)
        # The first process to find none sets one; what was kept under another is not used again.
        return token or pages.get_or_set(TOKEN, lambda: uuid4().hex, None)
    except (RedisError, DatabaseError, OSError) as problem:
        log.warning("The cache of pages cannot be reached: %s", type(problem).__name__)
        return None
