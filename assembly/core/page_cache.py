"""Whole pages kept for visitors who have not signed in, and forgotten at the first act or publishing after.

Each process keeps the pages in its own memory, under the token of `core.public_token` that held before the page was
drawn, and shows a page only while that token holds. The reasons are in docs/caching.md.

A view is marked with `@kept_page` when everybody who has not signed in sees the same at the same moment, and when
whatever it shows changes by an act, by publishing, at midnight or at an instant among the `boundaries`.
"""

import datetime as dt
import functools
import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch
from django.utils import timezone
from django.utils.cache import get_conditional_response

from . import public_token
from .points import Point

# Words typed into a search are as many as there are visitors; of queries these alone are kept.
QUERY = re.compile(r"|page=[1-9]\d{0,2}|year=\d{4}")
BYTES_AT_MOST = 32 * 1024 * 1024  # of pages, in each process
PAGE_AT_MOST = 512 * 1024
QUERIES_AT_MOST = (
    20  # kept of one address: “?page=7” of a page without pages would otherwise be one more page
)
# Cookies of somebody who has signed in, or to whom something is to be said.
PERSONAL = (settings.SESSION_COOKIE_NAME, "messages")
VARIES = {"cookie", "accept-encoding"}
UNFIT = ("no-store", "no-cache", "private", "max-age=0")

Key = tuple[str, str, str, str]
Boundary = Callable[[dt.datetime], dt.datetime | None]
View = TypeVar("View", bound=Callable[..., HttpResponseBase])

boundaries: Point[Boundary] = Point("the next instant at which public pages change by themselves")


def kept_page(view: View) -> View:
    """Mark a view, or the `serve` of a Wagtail page, whose answer may be kept for everybody."""

    @functools.wraps(view)
    def marked(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response.is_kept_page = True  # type: ignore[attr-defined]  # our own mark
        return response

    return marked  # type: ignore[return-value]  # the same parameters


def next_boundary(at: dt.datetime) -> dt.datetime:
    """Until when a page that is drawn now may be shown."""
    tomorrow = timezone.localdate(at) + dt.timedelta(days=1)
    midnight = timezone.make_aware(dt.datetime.combine(tomorrow, dt.time()))
    told = (boundary(at) for boundary in boundaries)
    return min(
        at + public_token.KEPT_AT_MOST,
        midnight,
        *(instant for instant in told if instant and instant > at),
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was sent."""

    token: str
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
    """The pages of one process: those of one token, the longest unused going first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Key, token: str, at: dt.datetime) -> Kept | None:
        with self._lock:
            kept = self._pages.get(key)
            if kept is None:
                return None
            if kept.token != token or kept.until <= at:
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return kept

    def put(self, key: Key, kept: Kept) -> None:
        with self._lock:
            self._drop(key)
            self._make_room_beside(key)
            self._pages[key] = kept
            self._bytes += len(kept.body)
            while self._bytes > BYTES_AT_MOST:
                self._drop(next(iter(self._pages)))

    def _make_room_beside(self, key: Key) -> None:
        """Of one address only so many queries are kept, so that nobody pushes the other pages out by making them up."""
        *address, query = key
        if not query:
            return
        beside = [other for other in self._pages if [*other[:3]] == address and other[3]]
        if len(beside) >= QUERIES_AT_MOST:
            self._drop(beside[0])

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
        # Read before the page is drawn: what is drawn while an act commits is kept under the old one, and never shown.
        token = public_token.current() if key else None
        if key is None or token is None:
            return self.get_response(request)
        now = timezone.now()
        kept = STORE.get(key, token, now)
        if kept is None:
            response = self.get_response(request)
            if not isinstance(response, HttpResponse) or not may_be_kept(request, response):
                return response
            kept = _kept(request, response, token, now)
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
    host = _host(asked.get("HTTP_HOST") or asked.get("SERVER_NAME", ""))
    return (request.scheme or "", host, request.path, query) if host else None


def _host(asked: str) -> str:
    """The name of the house in a Host header, without a port and in small letters; none for a name that is not listed.

    Anybody may write any port, and any name that “.example.org” allows: each would be a page of its own. What is drawn
    says the site's own address (`SITE_URL`) and never the one that was asked.
    """
    name, _ = split_domain_port(asked)
    return name if name == settings.SITE_HOST or name in settings.ALLOWED_HOSTS else ""


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether everybody who has not signed in may be shown this answer."""
    return (
        response.status_code == 200
        and response.headers.get("Content-Type", "").startswith("text/html")
        and getattr(response, "is_kept_page", False)
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


def _kept(request: HttpRequest, response: HttpResponse, token: str, at: dt.datetime) -> Kept:
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    # A browser asks each time, so that it too shows a publishing at once, and a signed-in page after the sign-in.
    response.headers["Cache-Control"] = "no-cache"
    response.headers["ETag"] = etag
    return Kept(
        token=token,
        until=next_boundary(at),
        body=response.content,
        headers=tuple(response.headers.items()),
        etag=etag,
        match=request.resolver_match,
    )
