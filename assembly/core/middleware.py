"""What differs between the public site and the Wagtail admin: headers, and how a refusal reaches its reader."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from csp.constants import SELF, UNSAFE_INLINE

from .rules import RuleBroken

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


class OfferedMethodsMiddleware:
    """Refuse what no page of the public site offers: it is read, and its forms are sent.

    A view that takes no form says so itself. The Wagtail admin has methods of its own.
    """

    OFFERED = ("GET", "HEAD", "POST")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in self.OFFERED or request.path.startswith(self.admin):
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
        if not isinstance(exception, RuleBroken) or not request.path.startswith(admin):
            return None
        messages.error(request, str(exception))
        back = request.headers.get("Referer", "")
        ours = url_has_allowed_host_and_scheme(
            back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
        return redirect(back if ours else admin)
