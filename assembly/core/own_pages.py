"""Addresses of this site's own pages, as something to write about.

An address that is itself a key (a mailed link, a number to quote) must not be passed on, so we name no page there; nor
where somebody votes or types another secret, because who was there, and when, is kept nowhere.
"""

import unicodedata
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve

LONGEST = 300
KEYS = frozenset(
    ["token", "key", "uidb36", "reference"]
)  # what patterns call the secret part of an address


def own_address(typed: str) -> str:
    """The path of a page of this site, without its query; empty for any other text."""
    if any(unicodedata.category(letter).startswith("C") for letter in typed) or "\\" in typed:
        return ""
    try:
        parts = urlsplit(typed)
        match = resolve(parts.path)
    except (ValueError, Resolver404):
        return ""
    is_elsewhere = parts.scheme or parts.netloc or not typed.startswith("/") or typed[1:2] == "/"
    return "" if is_elsewhere or len(parts.path) > LONGEST or _is_private(match) else parts.path


def page_of(request: HttpRequest) -> str:
    """The page that a visitor looks at; empty where nobody else is to know of it."""
    return own_address(request.path)


def _is_private(match: ResolverMatch) -> bool:
    is_a_key = not KEYS.isdisjoint(match.kwargs)
    return is_a_key or getattr(match.func, "leaves_no_trace", False)
