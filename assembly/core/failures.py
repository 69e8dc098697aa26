"""What a visitor is told when a request fails for a reason that can be named: Django's handlers for 400 and 500.

They are asked for failures of middleware too, such as a body that is too large to be read. Whatever was begun in a
transaction has been taken back by then. Their pages ask no database and repeat nothing that was sent.
"""

import errno
import sqlite3
import sys
from dataclasses import asdict, dataclass

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

from .emails import NotSent

DISK_FULL = "53100"  # PostgreSQL's SQLSTATE
IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure that has a name, as its page tells it."""

    status: int
    heading: str
    lead: str
    text: str


TOO_LARGE = Failure(
    413,
    "What you sent is too large",
    "It was not read, and nothing was stored.",
    "A form of this site takes about 2.5 million characters in all. Go back, shorten what you wrote, and send it "
    "again.",
)
MAIL_NOT_SENT = Failure(
    503,
    "We could not send you a mail",
    "Our mail server did not take it. You did nothing wrong.",
    "Please go back and try again in a few minutes. If you can sign in another way, with a password or a passkey, that "
    "works meanwhile.",
)
DISK_IS_FULL = Failure(
    503,
    "We cannot store anything just now",
    "Our computer has run out of room. You did nothing wrong.",
    "It has been noted for the people who look after this site. Please come back later, and look first whether what "
    "you sent arrived. If you were voting, open the ballot again: it tells you whether your organisation has voted.",
)
DATABASE_IS_IN_USE = Failure(
    503,
    "We cannot store anything just now",
    "Something else has been using our database for too long. You have done nothing wrong.",
    "Go back and try again in a few minutes. First check whether we received what you sent. If you were voting, open "
    "the ballot again: it tells you whether your organisation has voted.",
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _page(TOO_LARGE)
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls this while the exception is being handled."""
    error = sys.exc_info()[1]
    if isinstance(error, NotSent):
        return _page(MAIL_NOT_SENT)
    if is_disk_full(error):
        return _page(DISK_IS_FULL)
    if is_in_use(error):
        return _page(DATABASE_IS_IN_USE)
    return defaults.server_error(request)


def is_disk_full(error: BaseException | None) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    if isinstance(error, DatabaseError):
        cause = error.__cause__
        return (
            getattr(cause, "sqlstate", "") == DISK_FULL
            or getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        )
    return False


def is_in_use(error: BaseException | None) -> bool:
    """Whether SQLite waited in vain for another writer."""
    cause = error.__cause__ if isinstance(error, DatabaseError) else None
    code = getattr(cause, "sqlite_errorcode", 0)
    return code & 0xFF in IN_USE  # without the detail


def _page(failure: Failure) -> HttpResponse:
    page = render_to_string("core/failure.html", asdict(failure))
    return HttpResponse(page, status=failure.status, headers={"Cache-Control": "no-store"})
