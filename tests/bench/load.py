"""Ask a server from a few threads: one page again and again for a while, or many visits, each once."""

import socket
import threading
import time
from dataclasses import dataclass

SLICE = 65_536  # bytes


class NotAnswered(Exception):
    """The server gave something else than the page."""


@dataclass(frozen=True, slots=True)
class Target:
    """A page of one server, as one kind of visitor asks for it."""

    name: str
    port: int
    path: str
    headers: tuple[str, ...] = ()
    floor: str = ""  # the name of the target that it is held against

    def request(self) -> bytes:
        # A synchronous worker of gunicorn ends each connection, so nothing is gained by asking it to stay.
        lines = [f"GET {self.path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", *self.headers]
        return "\r\n".join([*lines, "Connection: close", "", ""]).encode()


def exchange(port: int, request: bytes) -> bytes:
    """The whole answer to one request, with its headers."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(SLICE), b""))


def ask(target: Target) -> bytes:
    """The whole answer, with its headers; NotAnswered when it is not a page."""
    answer = exchange(target.port, target.request())
    if not answer.startswith(b"HTTP/1.1 200 "):
        raise NotAnswered(f"{target.name}: {answer[:200]!r}")
    return answer


def run(target: Target, *, seconds: float, threads: int) -> tuple[float, list[float]]:
    """Requests a second, and the seconds that each took."""
    begun = time.perf_counter()
    ends = begun + seconds
    took: list[list[float]] = [[] for _ in range(threads)]
    failed: list[Exception] = []

    def work(mine: list[float]) -> None:
        try:
            while (now := time.perf_counter()) < ends:
                ask(target)
                mine.append(time.perf_counter() - now)
        except (OSError, NotAnswered) as problem:
            failed.append(problem)

    started = [threading.Thread(target=work, args=(mine,)) for mine in took]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
    if failed:
        raise failed[0]
    every = [one for mine in took for one in mine]
    return len(every) / (time.perf_counter() - begun), every


def at(ordered: list[float], percent: int) -> float:
    """The value below which so many per cent of an ordered list lie."""
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
