"""Whole pages kept for visitors who have not signed in, and forgotten at the first act or publishing after.

Each process keeps the pages in its own memory. Shared between the processes is one word, the *generation*, in the cache
`pages`: every act and every publishing puts another in its place once it is committed, and a page is shown only while
the word is the one under which it was drawn. The reasons stand in docs/caching.md.
"""

import datetime as dt
import hashlib
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch
from django.utils import timezone
from django.utils.cache import get_conditional_response

from redis.exceptions import RedisError

from assembly.cached_pages import PAGES, QUERY

GENERATION = "generation"
LONGEST = dt.timedelta(minutes=5)  # whatever nobody thought of is right again after this
BYTES_AT_MOST = 32 * 1024 * 1024  # of pages, in each process
PAGE_AT_MOST = 512 * 1024
# Cookies of somebody who has signed in, or to whom something is to be said.
PERSONAL = (settings.SESSION_COOKIE_NAME, "messages")
VARIES = {"cookie", "accept-encoding"}
UNFIT = ("no-store", "no-cache", "private", "max-age=0")

log = logging.getLogger(__name__)

Key = tuple[str, str, str, str]
Boundary = Callable[[dt.datetime], dt.datetime | None]
BOUNDARIES: list[Boundary] = []


def register(boundary: Boundary) -> None:
    """Let an app say, in `AppConfig.ready`, at which instant after a given one its pages change by themselves."""
    if boundary not in BOUNDARIES:
        BOUNDARIES.append(boundary)


def forget_after_commit() -> None:
    """Let no page stand that was drawn before this transaction was committed."""
    waiting = transaction.get_connection().run_on_commit
    if not any(entry[1] is forget for entry in waiting):
        transaction.on_commit(forget, robust=True)


def forget() -> None:
    """Begin a new generation, now."""
    caches["pages"].set(GENERATION, uuid4().hex, None)


def generation() -> str | None:
    """The word of now; None while the cache cannot be reached."""
    try:
        cache = caches["pages"]
        word: str | None = cache.get(GENERATION)
        # Lost, or never there: whoever is first begins one, and what was kept under another is not shown.
        return word or cache.get_or_set(GENERATION, lambda: uuid4().hex, None)
    except (RedisError, DatabaseError, OSError) as problem:
        log.warning("The cache of pages cannot be reached: %s", type(problem).__name__)
        return None


def next_boundary(at: dt.datetime) -> dt.datetime:
    """Until when a page that is drawn now may be shown."""
    tomorrow = timezone.localdate(at) + dt.timedelta(days=1)
    midnight = timezone.make_aware(dt.datetime.combine(tomorrow, dt.time()))
    told = (boundary(at) for boundary in BOUNDARIES)
    return min(at + LONGEST, midnight, *(instant for instant in told if instant and instant > at))


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was sent."""

    generation: str
    until: dt.datetime
    body: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    match: ResolverMatch | None

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        response = HttpResponse(self.body)
        for name, value in self.headers:
            response.headers[name] = value
        if "HTTP_IF_NONE_MATCH" in request.META:
            return get_conditional_response(request, etag=self.etag, response=response) or response
        return response


class Store:
    """The pages of one process: those of one generation, the longest unused going first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Key, generation: str, at: dt.datetime) -> Kept | None:
        with self._lock:
            kept = self._pages.get(key)
            if kept is None:
                return None
            if kept.generation != generation or kept.until <= at:
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return kept

    def put(self, key: Key, kept: Kept) -> None:
        with self._lock:
            self._drop(key)
            self._pages[key] = kept
            self._bytes += len(kept.body)
            while self._bytes > BYTES_AT_MOST:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def _drop(self, key: Key) -> None:
        if old := self._pages.pop(key, None):
            self._bytes -= len(old.body)


STORE = Store()


class PageCacheMiddleware:
    """Answer from the kept pages, and keep what may be kept.

    Stands before whatever asks the database, and after what gives each request its own headers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = _key(request)
        # Read before the page is drawn: what is drawn while an act commits is kept under the old word, and never shown.
        word = generation() if key else None
        if key is None or word is None:
            return self.get_response(request)
        now = timezone.now()
        kept = STORE.get(key, word, now)
        if kept is None:
            response = self.get_response(request)
            if not isinstance(response, HttpResponse) or not may_be_kept(request, response):
                return response
            kept = _kept(request, response, word, now)
            STORE.put(key, kept)
        else:
            request.resolver_match = kept.match  # for the line in the log
        return kept.answer(request)


def _key(request: HttpRequest) -> Key | None:
    """What a page is kept under; None when this visitor gets one of their own."""
    asked = request.META
    if request.method != "GET" or not settings.PAGE_CACHE or "HTTP_AUTHORIZATION" in asked:
        return None
    cookies = asked.get("HTTP_COOKIE", "")
    if cookies and any(name in cookies for name in PERSONAL):
        return None
    query = asked.get("QUERY_STRING", "")
    if query and not QUERY.fullmatch(query):
        return None
    return (request.scheme or "", asked.get("HTTP_HOST", ""), request.path, query)


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether everybody who has not signed in may be shown this answer."""
    return (
        response.status_code == 200
        and response.headers.get("Content-Type", "").startswith("text/html")
        and request.resolver_match is not None
        and request.resolver_match.view_name in PAGES
        and not _is_personal(request, response)
        and not _is_unfit(response)
    )


def _is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """A cookie, a person, or a form with a token: it belongs to one visitor."""
    user = getattr(request, "user", None)
    return (
        bool(response.cookies)
        or bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))
        or b"csrfmiddlewaretoken" in response.content
        or (user is not None and user.is_authenticated)
    )


def _is_unfit(response: HttpResponse) -> bool:
    control = response.headers.get("Cache-Control", "")
    varies = {name.strip().lower() for name in response.headers.get("Vary", "").split(",") if name}
    return (
        any(word in control for word in UNFIT)
        or not varies <= VARIES
        or "'nonce-" in response.headers.get("Content-Security-Policy", "")
        or len(response.content) > PAGE_AT_MOST
    )


def _kept(request: HttpRequest, response: HttpResponse, word: str, at: dt.datetime) -> Kept:
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    # A browser asks each time, so that it too shows a publishing at once, and a signed-in page after the sign-in.
    response.headers["Cache-Control"] = "no-cache"
    response.headers["ETag"] = etag
    return Kept(
        generation=word,
        until=next_boundary(at),
        body=response.content,
        headers=tuple(response.headers.items()),
        etag=etag,
        match=request.resolver_match,
    )
