"""How often one address may search and take files in a minute: `ACCOUNT_RATE_LIMITS`, "search" and "files".

Both ask the database for much, and both are open to everybody. Pages that are kept (`core.page_cache`) are answered
before, and never counted. A hall of people behind one address does not meet the limit.
"""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import PurePosixPath

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from allauth.core import ratelimit

WAIT = "60"  # seconds
TOO_MANY = "Too many requests came from this address. Wait a minute."
# In an address these read like files and are asked for by programs in the ordinary course.
NO_FILES = {"robots.txt", "sitemap.xml"}


class LimitsMiddleware:
    """Refuse a search, a file or a question to the open-data API once an address has had its share of a minute."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")
        self.data = reverse("open_data")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        action = self._action(request)
        try:
            refused = action and ratelimit.consume_or_429(request, action=action, limit_get=True)
        except PermissionDenied:  # no address is known, so there is nobody to count
            refused = None
        if not refused:
            return None
        if request.path.startswith(self.data):
            refused = JsonResponse({"detail": TOO_MANY}, status=HTTPStatus.TOO_MANY_REQUESTS)
        refused.headers["Retry-After"] = WAIT
        answer: HttpResponse = refused
        return answer

    def _action(self, request: HttpRequest) -> str:
        """What this request takes a share of; nothing for a page, and for what offices do in the editing pages."""
        if request.path.startswith(self.admin):
            return ""
        name = PurePosixPath(request.path).name
        if request.path.startswith(f"{self.data}v") or ("." in name and name not in NO_FILES):
            return "files"
        return "search" if request.GET.get("q", "").strip() else ""
