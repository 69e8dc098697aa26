"""When somebody who holds an office last asked for a page: after `OFFICE_IDLE_MINUTES` they are signed out.

The session keeps the minute, of office holders only, and is written at most once in a minute. The pages on which a
person votes are not noted (docs/ballot-secrecy.md), nor is what an open editor asks by itself.
"""

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

SEEN = "office_seen"  # in the session: minutes since 1970
# Wagtail's editor asks every ten seconds who else has the page open, also when nobody is there.
ASKED_BY_PROGRAMS = {"wagtailadmin_editing_sessions:ping"}


def holds_office(request: HttpRequest) -> bool:
    """Whether the signed-in person holds an office, asked once for each request."""
    known: bool | None = getattr(request, "_holds_office", None)
    if known is None:
        known = request.user.is_authenticated and request.user.holds_office
        request._holds_office = known  # type: ignore[attr-defined]
    return known


def is_over(request: HttpRequest, *, at: dt.datetime | None = None) -> bool:
    """Whether the person holds an office and was last seen, or signed in, longer ago than the limit."""
    seen = request.session.get(SEEN)
    if seen is None:
        return False
    if signed_in := request.user.last_login:  # type: ignore[union-attr]  # asked of signed-in people only
        seen = max(seen, _minute(signed_in))
    return _minute(at) - seen >= settings.OFFICE_IDLE_MINUTES and holds_office(request)


def is_a_persons(request: HttpRequest, view: Callable[..., HttpResponse]) -> bool:
    """Whether this request shows that somebody is there, and may be noted."""
    match = request.resolver_match
    by_program = match is not None and match.view_name in ASKED_BY_PROGRAMS
    return not (by_program or getattr(view, "keeps_no_time", False))


def note(request: HttpRequest, *, at: dt.datetime | None = None) -> None:
    """Keep the minute of now, once in a minute."""
    now = _minute(at)
    if request.session.get(SEEN) != now and holds_office(request):
        request.session[SEEN] = now


def signed_out() -> str:
    return (
        f"You were signed out after {settings.OFFICE_IDLE_MINUTES} minutes without a request, "
        "because you hold an office."
    )


def _minute(at: dt.datetime | None) -> int:
    return int((at or timezone.now()).timestamp()) // 60
