"""Voters who go on while their server is killed: posts the confirming form, and keeps what was answered.

Used by test_kills.py. Each voter has a session in the database, made before.
"""

import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException

RECEIPT = re.compile(r"\b[A-Z2-7]{20}\b")
CSRF = "a" * 32


@dataclass(frozen=True, slots=True)
class Booth:
    """One voter's confirming form, ready to be sent, and their session in another browser."""

    session: str
    other_session: str
    path: str
    organisation: int
    contest: int


def post(port: int, booth: Booth) -> str:
    """The receipt, an empty text for a refusal; OSError or HTTPException when no whole answer came."""
    fields = {
        "organisation": booth.organisation,
        "contest": booth.contest,
        "order": "",
        "rank_2": "1",
        "csrfmiddlewaretoken": CSRF,
    }
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{booth.path}",
        data=urllib.parse.urlencode(fields).encode(),
        headers={
            "Cookie": f"sessionid={booth.session}; csrftoken={CSRF}",
            "Origin": f"http://127.0.0.1:{port}",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            found = RECEIPT.search(answer.read().decode())
    except urllib.error.HTTPError as problem:
        if problem.code >= 500:
            raise OSError from problem  # the database was away: nothing was promised
        raise
    return found[0] if found else ""


class Crowd:
    """Everybody votes at once; `when` is called after so many receipts."""

    def __init__(self, port: int, booths: list[Booth]) -> None:
        self.port = port
        self.booths = booths
        self.receipts: dict[int, str] = {}
        self.unanswered: list[Booth] = []
        self._lock = threading.Lock()

    def vote(self, *, after: int, then) -> None:
        called = threading.Event()

        def one(booth: Booth) -> None:
            try:
                receipt = post(self.port, booth)
            except (OSError, HTTPException):  # no answer, or half of one
                receipt = None
            with self._lock:
                if receipt is None:
                    self.unanswered.append(booth)
                elif receipt:
                    self.receipts[booth.organisation] = receipt
                enough = len(self.receipts) >= after and not called.is_set()
                if enough:
                    called.set()
            if enough:
                then()

        with ThreadPoolExecutor(8) as voters:
            list(voters.map(one, self.booths))
