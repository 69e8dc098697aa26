"""Redis as a cache that may fail: while it is away, each process remembers for itself and the site goes on."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient

from redis.exceptions import RedisError

PAUSE = 10  # seconds until Redis is asked again

log = logging.getLogger(__name__)


class OneClient(RedisCacheClient):
    """Keeps its client: making one takes as long as asking Redis, and kept pages ask at each request."""

    def __init__(self, servers: Any, **options: Any) -> None:
        super().__init__(servers, **options)
        self._kept: Any = None

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """The client of the first server, and we have one: it reads and writes."""
        if self._kept is None:
            self._kept = super().get_client(key, write=True)
        return self._kept


class QuickRedisCache(RedisCache):
    """Django's own, with one client for each thread."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = OneClient


def _steady(name: str) -> Callable[..., Any]:
    def method(self: "SteadyRedisCache", *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= self._away_until:
            try:
                return getattr(super(SteadyRedisCache, self), name)(*args, **kwargs)
            except RedisError as problem:
                self._away_until = time.monotonic() + PAUSE
                log.warning("Redis cannot be reached: %s", type(problem).__name__)
        return getattr(self._meanwhile, name)(*args, **kwargs)

    method.__name__ = name
    return method


class SteadyRedisCache(QuickRedisCache):
    """Falls back to the memory of this process. So limits on trying passwords hold too, for each process by itself."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._away_until = 0.0
        self._meanwhile = LocMemCache("while Redis is away", {})

    add = _steady("add")
    get = _steady("get")
    set = _steady("set")
    touch = _steady("touch")
    delete = _steady("delete")
    get_many = _steady("get_many")
    has_key = _steady("has_key")
    incr = _steady("incr")
    set_many = _steady("set_many")
    delete_many = _steady("delete_many")
    clear = _steady("clear")
