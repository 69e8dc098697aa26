"""What a real site writes to its log: lines of JSON in which nobody can be recognised.

The rules, and why, stand in docs/logs.md. In short: a request is named by its route and never by its address; a line of
another library keeps its sentence and loses what was filled into it; an exception keeps its type and the places
it went through, and loses its words; a page that carries a vote leaves no line at all.
"""

import logging
import re
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from pythonjsonlogger.json import JsonFormatter

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
OURS = ("assembly.", "elections.", "forums.", "home.")
# Belt and braces: our own lines hold neither, and what others fill in is not written.
ADDRESS = re.compile(
    r"[^\s@<>\"']+@[^\s@<>\"']+"  # e-mail
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b"  # IPv4
    r"|\b(?:[0-9a-fA-F]{1,4}:){2,}[0-9a-fA-F:.]+"  # IPv6
)
HIDDEN = "[hidden]"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
PLACES = 12  # the innermost calls of a traceback

requests = logging.getLogger("assembly.requests")


@dataclass(slots=True)
class Current:
    """The request that is being answered now."""

    request_id: str
    secret: bool = False


current: ContextVar[Current | None] = ContextVar("current_request", default=None)


class RequestLogMiddleware:
    """Give each request an id, and write one line when it is answered: what was asked by route, status, duration.

    `X-Request-ID` is taken over when it is well formed, and given back. No line holds an address, a query, a person,
    an IP address or a browser. Views with the attribute `leaves_no_trace` get neither line nor id.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        now = Current(_request_id(request))
        token = current.set(now)
        try:
            response = self.get_response(request)
        finally:
            current.reset(token)
        if now.secret:
            response._has_been_logged = True  # type: ignore[attr-defined]  # else Django notes each refusal
        else:
            response.headers["X-Request-ID"] = now.request_id
            token = current.set(now)
            requests.info("answered", extra=_line(request, response, begun))
            current.reset(token)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        now = current.get()
        if now and getattr(view, "leaves_no_trace", False):
            now.secret = True


class NoTraceFilter(logging.Filter):
    """Drop what is less than an error while a page that carries a secret is answered: its time is told to nobody."""

    def filter(self, record: logging.LogRecord) -> bool:
        now = current.get()
        return not (now and now.secret) or record.levelno >= logging.ERROR


class NamelessFormatter(JsonFormatter):
    """One line of JSON of the fields below, and of no other."""

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(
            timespec="milliseconds"
        )
        log_data["level"] = record.levelname
        log_data["logger"] = record.name
        log_data["message"] = _words(record)
        now = current.get()
        if now and not now.secret:
            log_data["request_id"] = now.request_id
        log_data.update(getattr(record, "assembly_request", {}))
        if record.exc_info and record.exc_info[1]:
            log_data["error"] = type(record.exc_info[1]).__name__
            log_data["places"] = _places(record.exc_info[1])


def _line(request: HttpRequest, response: HttpResponseBase, begun: float) -> dict[str, Any]:
    match = request.resolver_match
    line = {
        "method": request.method if request.method in METHODS else "other",
        "route": match.route if match else "",
        "status": response.status_code,
        "ms": round((time.perf_counter() - begun) * 1000, 1),
    }
    return {"assembly_request": line}


def _request_id(request: HttpRequest) -> str:
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    return given if REQUEST_ID.fullmatch(given) else uuid4().hex


def _words(record: logging.LogRecord) -> str:
    """Our own lines as they are; of others the sentence alone, because a path or an address may fill its gaps."""
    ours = f"{record.name}.".startswith(OURS)
    return ADDRESS.sub(HIDDEN, record.getMessage() if ours else str(record.msg))


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-PLACES:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
