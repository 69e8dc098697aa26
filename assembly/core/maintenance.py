"""The page that stands for the whole site while it is closed for work.

The page is one file, drawn when the site is closed, because nothing can be asked then. While it is there the
application answers every request with it, at once and in every process; the proxy shows the same file when the
application is stopped. docs/operations.md says when.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from assembly.core.rules import RuleBroken

from .points import Point
from .templatetags.assembly import moment

RETRY_AFTER = 600  # seconds
WATCHED = ("/healthz", "/readyz")
# Drawn outside of the middleware that writes the site's policy, and needs less.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; frame-ancestors 'none'"
)

# What an app has to say on the page, and to the operator, of what a closed site keeps people from at this moment.
Say = Callable[[dt.datetime], Iterable[str]]
notes: Point[Say] = Point("what a closed site keeps people from")


def is_closed() -> bool:
    return _file().is_file()


def close(until: dt.datetime | None = None, *, at: dt.datetime | None = None) -> list[str]:
    """Close the site; returns what people are kept from, or that it could not be asked."""
    now = at or timezone.now()
    if until and until <= now:
        raise RuleBroken(f"{moment(until)} has passed; the site was not closed.")
    unasked: list[str] = []
    try:
        said = [sentence for say in notes for sentence in say(now)]
    except DatabaseError:
        said, unasked = [], ["The database cannot be asked whether a poll is open."]
    page = _page(
        "The site is closed for maintenance",
        f"We expect it back at {moment(until)}." if until else "It will be back soon.",
        said,
    )
    file = _file()
    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(page, encoding="utf-8")
        part.chmod(0o644)  # the proxy reads it too, as another user
        part.replace(file)
    except OSError as problem:
        raise RuleBroken(
            f"{file} cannot be written ({problem.strerror}); the site was not closed. "
            "MAINTENANCE_PAGE names another place."
        ) from None
    return said + unasked


def reopen() -> bool:
    """Open the site again; False when it was open."""
    was_closed = is_closed()
    _file().unlink(missing_ok=True)
    return was_closed


def page_of_a_stopped_site() -> str:
    """What the proxy shows when the application does not answer and nobody has closed the site."""
    return _page(
        "The site cannot be reached just now",
        "Please try again in a few minutes.",
        [],
    )


class MaintenanceMiddleware:
    """Answer everything but the two watched addresses with the page, while there is one.

    Stands before the log of requests, so that nobody's try at voting leaves a line, and before the kept pages.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in WATCHED:
            return self.get_response(request)
        try:
            page = _file().read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            page = None  # answered outside this block, or every logged error would begin with a missing file
        if page is None:
            return self.get_response(request)
        headers = {
            "Retry-After": str(RETRY_AFTER),
            "Cache-Control": "no-store",
            "Content-Security-Policy": POLICY,
        }
        return HttpResponse(page, status=503, headers=headers)


def _file() -> Path:
    return Path(settings.MAINTENANCE_PAGE)


def _page(heading: str, lead: str, polls: list[str]) -> str:
    return render_to_string(
        "core/maintenance.html", {"heading": heading, "lead": lead, "polls": polls}
    )
