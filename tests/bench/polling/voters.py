"""Voters who go through the real pages as a browser does: they take what the form carries, and send it on."""

import html
import random
import re
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.bench.load import exchange

COOKIE = re.compile(rb"^Set-Cookie: csrftoken=([^;]+)", re.MULTILINE | re.IGNORECASE)
FORM = re.compile(r'<form method="post" action="([^"]+)".*?</form>', re.DOTALL)
INPUT = re.compile(r"<input [^>]+>")
NAME, VALUE = (re.compile(rf' {each}="([^"]*)"') for each in ("name", "value"))
RECEIPT = re.compile(r"\b[A-Z2-7]{20}\b")
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


class Refused(Exception):
    """The page that came is not the next one; the words say which came."""


@dataclass(slots=True)
class Voter:
    """One session, the form that it holds now, and what it chose."""

    port: int
    slug: str
    session: str
    organisation: int
    csrf: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    ranking: list[int] = field(default_factory=list)
    receipt: str = ""

    # The three steps

    def fill(self) -> None:
        self._take_form(self._ask("GET", self._page("")), self._page("review/"))

    def review(self) -> None:
        self._rank()
        answer = self._ask("POST", self._page("review/"), self.fields)
        self._take_form(answer, self._page("cast/"))

    def confirm(self) -> None:
        answer = self._ask("POST", self._page("cast/"), self.fields)
        found = RECEIPT.search(answer) if "Vote cast" in answer else None
        if not found:
            raise Refused(_heading(answer))
        self.receipt = found[0]

    # The floors, which take the same form

    def insert_and_redirect(self) -> None:
        self._ask("POST", f"/bench/redirect/{self.slug}/", self.fields, status="302")

    def insert_and_page(self) -> None:
        self._ask("POST", f"/bench/page/{self.slug}/", self.fields)

    def _page(self, step: str) -> str:
        return f"/elections/{self.slug}/vote/{step}"

    def _rank(self) -> None:
        """Rank some of the candidates, or none, in an order that is the organisation's own."""
        numbers = sorted(
            int(name.removeprefix("rank_")) for name in self.fields if name.startswith("rank_")
        )
        dice = random.Random(self.organisation)
        self.ranking = dice.sample(numbers, dice.randint(0, len(numbers)))
        for rank, number in enumerate(self.ranking, 1):
            self.fields[f"rank_{number}"] = str(rank)

    def _take_form(self, answer: str, action: str) -> None:
        form = next((found[0] for found in FORM.finditer(answer) if found[1] == action), None)
        if form is None:
            raise Refused(_heading(answer))
        self.fields = {}
        for tag in INPUT.findall(form):
            value = VALUE.search(tag)
            self.fields[NAME.search(tag)[1]] = html.unescape(value[1]) if value else ""
        if self.fields["organisation"] != str(self.organisation):
            raise Refused("the ballot of another organisation")

    def _ask(
        self, method: str, path: str, fields: dict[str, str] | None = None, *, status: str = "200"
    ) -> str:
        body = urlencode(fields or {}).encode()
        site = f"127.0.0.1:{self.port}"
        lines = [f"{method} {path} HTTP/1.1", f"Host: {site}", f"Origin: http://{site}"]
        lines += [f"Cookie: sessionid={self.session}; csrftoken={self.csrf}", "Connection: close"]
        if fields:
            lines += ["Content-Type: application/x-www-form-urlencoded"]
            lines += [f"Content-Length: {len(body)}"]
        answer = exchange(self.port, "\r\n".join([*lines, "", ""]).encode() + body)
        if not answer.startswith(f"HTTP/1.1 {status} ".encode()):
            raise Refused(answer.partition(b"\r\n")[0].decode() or "no answer")
        if found := COOKIE.search(answer):
            self.csrf = found[1].decode()
        return answer.decode()


def _heading(page: str) -> str:
    found = HEADING.search(page)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else "no heading"


@dataclass(slots=True)
class Taken:
    """What many acts took: the seconds of all together, of each that came to its end, and how the others failed."""

    wall: float
    seconds: dict[str, list[float]]
    failed: list[str]


def go(voters: Iterable[Voter], *steps: Callable[[Voter], None], threads: int) -> Taken:
    """Let each voter take these steps, so many voters at a time. Who fails takes no further step."""
    seconds: dict[str, list[float]] = {step.__name__: [] for step in steps}
    failed: list[str] = []

    def walk(voter: Voter) -> None:
        for step in steps:
            begun = time.perf_counter()
            try:
                step(voter)
            except (OSError, Refused) as problem:
                failed.append(f"{step.__name__}: {problem}")
                return
            seconds[step.__name__].append(time.perf_counter() - begun)

    begun = time.perf_counter()
    with ThreadPoolExecutor(threads) as crowd:
        list(crowd.map(walk, voters))
    return Taken(time.perf_counter() - begun, seconds, failed)
