"""Redis as the cache: it may fail, and the site goes on."""

import socket
import threading

import pytest
import redis

from assembly.core import page_cache, public_token
from assembly.core.cache import QuickRedisCache, SteadyRedisCache

DEAD = "redis://127.0.0.1:1/0"
RUNNING = "redis://127.0.0.1:6379/15"
OPTIONS = {"OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}}


def test_a_redis_that_is_away_is_replaced_by_the_memory_of_the_process(caplog):
    cache = SteadyRedisCache(DEAD, OPTIONS)
    assert cache.get("tries") is None
    cache.set("tries", [1, 2], 60)
    assert cache.get("tries") == [1, 2]
    assert cache.add("tries", "other") is False
    assert cache.get_or_set("more", lambda: 3) == 3
    assert cache.incr("more") == 4
    cache.delete("tries")
    assert "tries" not in cache
    assert caplog.text.count("Redis cannot be reached") == 1  # and is not asked again at once


def test_a_redis_that_hangs_does_not_hang_the_site():
    """A real socket that takes the connection and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = []
        thread = threading.Thread(target=lambda: taken.append(server.accept()), daemon=True)
        thread.start()
        cache = SteadyRedisCache(f"redis://127.0.0.1:{server.getsockname()[1]}/0", OPTIONS)
        assert cache.get("anything", "nothing") == "nothing"
        thread.join(5)
        assert taken
        taken[0][0].close()


def test_a_client_of_redis_is_made_once():
    """No connection is needed: only who would ask."""
    client = QuickRedisCache(DEAD, OPTIONS)._cache
    assert client.get_client("a") is client.get_client("b", write=True)


@pytest.mark.django_db
def test_pages_are_drawn_for_each_visitor_while_redis_is_away(client, settings, monkeypatch):
    settings.PAGE_CACHE = True
    monkeypatch.setattr(public_token, "caches", {"pages": QuickRedisCache(DEAD, OPTIONS)})
    assert client.get("/members/").status_code == 200
    assert "ETag" not in client.get("/members/").headers


@pytest.mark.django_db
def test_pages_are_kept_with_redis(client, settings, monkeypatch, django_assert_num_queries):
    try:
        redis.Redis.from_url(RUNNING).ping()
    except redis.ConnectionError:
        pytest.skip("no Redis runs on this computer")
    cache = QuickRedisCache(RUNNING, {"KEY_PREFIX": "tests-of-pages"})
    monkeypatch.setattr(public_token, "caches", {"pages": cache})
    settings.PAGE_CACHE = True
    page_cache.STORE.clear()
    try:
        first = client.get("/members/")
        with django_assert_num_queries(0):
            assert client.get("/members/").headers["ETag"] == first.headers["ETag"]
        public_token.change()
        client.get("/members/")
        [page] = page_cache.STORE._pages.values()
        assert page.token == cache.get("generation")
    finally:
        page_cache.STORE.clear()
        cache.delete("generation")
