"""What differs between the public site and the Wagtail admin: headers, and how a refusal reaches its reader."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

from wagtail.models import Site

from csp.constants import SELF, UNSAFE_INLINE

from . import parts
from .clean_text import clean_bytes
from .rules import Refusal

ADMIN_CSP = {
    # Wagtail 8.0's admin writes inline scripts and styles; a nonce would cancel 'unsafe-inline'.
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],  # page previews stand in a frame of the editor
}


class SecurityHeadersMiddleware:
    """Loosen the content security policy under the Wagtail admin only, and close unused browser features.

    Stands after CSPMiddleware in the list, so that its wish is on the response when the policy is written.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"
        )
        if request.path.startswith(reverse("wagtailadmin_home")):
            response._csp_replace = ADMIN_CSP  # type: ignore[attr-defined]  # django-csp's own way in
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response


class CleanTextMiddleware:
    """Let no control character out in HTML or XML, whatever an old row of the database holds.

    Files that are checked by their fingerprint are left as they are; those of our own writing clean each text.
    """

    CLEANED = ("text/html", "text/xml", "application/xml")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip()
        if not response.streaming and (kind in self.CLEANED or kind.endswith("+xml")):
            response.content = clean_bytes(response.content)
        return response


class SignedInPagesMiddleware:
    """Let no browser and no proxy keep an answer to a person who is signed in, whichever page, file or refusal it is.

    On a shared computer the next person presses “back” after the sign-out. Stands directly inside SessionMiddleware,
    so that no answer that knows a session leaves without passing here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = _is_signed_in(request)  # who signs out now was
        response = self.get_response(request)
        if was_signed_in or _is_signed_in(request):
            response.headers["Cache-Control"] = "no-store"
        return response


def _is_signed_in(request: HttpRequest) -> bool:
    """Whether the session has a person. Without its cookie it is not asked, so that the answer does not vary by it."""
    known = settings.SESSION_COOKIE_NAME in request.COOKIES or request.session.modified
    return known and SESSION_KEY in request.session


class KnownSiteMiddleware:
    """Hand Wagtail its one site with the front page, for which it asks at every page: a quarter of the time of most."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(self.admin):
            request._wagtail_site = SimpleLazyObject(lambda: _site(request))  # type: ignore[attr-defined]  # where Wagtail keeps it
        return self.get_response(request)


def _site(request: HttpRequest) -> Site | None:
    sites = parts.kept("sites", _sites)
    if len(sites) == 1 and sites[0].is_default_site:
        return sites[0]
    return cast("Site | None", Site._find_for_request(request))


def _sites() -> list[Site]:
    sites = list(Site.objects.select_related("root_page"))
    for site in sites:
        site.root_page = site.root_page.specific
    return sites


class OfferedMethodsMiddleware:
    """Refuse what no page of the public site offers: it is read, and its forms are sent.

    A view that takes no form says so itself. The Wagtail admin has methods of its own, and the API refuses in JSON.
    """

    OFFERED = ("GET", "HEAD", "POST")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.others = (reverse("wagtailadmin_home"), reverse("open_data"))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in self.OFFERED or request.path.startswith(self.others):
            return self.get_response(request)
        return HttpResponseNotAllowed(self.OFFERED)


class AdminRefusalMiddleware:
    """Say the sentence of a broken rule in the Wagtail admin, whose own views know nothing of our rules."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        admin = reverse("wagtailadmin_home")
        if not isinstance(exception, Refusal) or not request.path.startswith(admin):
            return None
        messages.error(request, str(exception))
        back = request.headers.get("Referer", "")
        ours = url_has_allowed_host_and_scheme(
            back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
        return redirect(back if ours else admin)
