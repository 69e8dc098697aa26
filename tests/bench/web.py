"""Public pages beside three floors on the same computer, in one run: `python -m tests.bench web`.

Two gunicorns with two workers each, on one PostgreSQL server: the site with the demo's data, and a bare project
(`tests.bench.bare`) with a view that says hello, Wagtail's page of a new site, and a static file. All are asked in
turn, in short rounds, each page right after its floor; the ratios are medians over the rounds. The times alone say
little on a shared computer.

BENCH_DATABASE_URL names a PostgreSQL server on which two databases may be made and thrown away.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit, urlunsplit

import psycopg

from .load import NotAnswered, Target, ask, run

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS = 0.7  # of each target in each round
THREADS = 4
PATIENCE = 60  # seconds until a server must answer

HELLO, WAGTAIL, STATIC = "hello", "Wagtail page", "static file"
PAGES = {
    "home": "/",
    "register": "/members/",
    "organisation": "/members/{organisation}/",
    "consultation": "/consultations/{consultation}/",
    "funding": "/funding/",
}
# Asked of the site itself, with the demo's data in it: two addresses, and a session of a delegate who is signed in.
PREPARE = """
from django.utils import timezone
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from assembly.accounts.models import User
from assembly.consultations.models import Consultation
from assembly.membership.models import Organisation
asha = User.objects.get(email="asha@example.org")
session = SessionStore()
session[SESSION_KEY] = str(asha.pk)
session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
session[HASH_SESSION_KEY] = asha.get_session_auth_hash()
session.create()
one = Consultation.objects.open(timezone.localdate()).order_by("pk").first()
member = Organisation.objects.members().order_by("pk").first()
print(member.slug, one.get_absolute_url().removeprefix("/consultations/").rstrip("/"), session.session_key)
"""


class Skipped(Exception):
    """It cannot be measured here; the sentence says why."""


class Failed(Exception):
    """The servers could not be prepared."""


def main() -> None:
    try:
        with ExitStack() as stack:
            targets = _set_up(stack)
            _report(_measure(targets), targets)
    except Skipped as reason:
        sys.stdout.write(f"Public pages: skipped, {reason}\n")


def _set_up(stack: ExitStack) -> list[Target]:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-web-")))
    bare = {
        "DJANGO_SETTINGS_MODULE": "tests.bench.bare.settings",
        "DATABASE_URL": stack.enter_context(_database("bare")),
        "BENCH_STATIC_ROOT": str(folder / "static"),
    }
    site = {
        "DJANGO_SETTINGS_MODULE": "assembly.settings",
        "DATABASE_URL": stack.enter_context(_database("site")),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "EMAIL_URL": "dummymail://",
        "DEFAULT_FROM_EMAIL": "assembly@example.org",
        "MEDIA_ROOT": str(folder / "media"),
        "MAINTENANCE_PAGE": str(folder / "maintenance.html"),
        "REDIS_URL": stack.enter_context(_redis(folder)),
    }
    sys.stderr.write("Preparing two databases ...\n")
    site_port, bare_port = _free_port(), _free_port()
    site["SITE_URL"] = f"http://127.0.0.1:{site_port}"
    _django(bare, "migrate", "--verbosity=0")
    _django(bare, "collectstatic", "--noinput", "--verbosity=0")
    for command in ("migrate", "createcachetable", "sync_pages", "sync_roles"):
        _django(site, command, "--verbosity=0")
    _django(site, "collectstatic", "--noinput", "--verbosity=0")
    _django(site, "seed_demo")
    organisation, consultation, session = _django(
        site, "shell", "--verbosity=0", "-c", PREPARE
    ).split()
    for environment, port in ((site, site_port), (bare, bare_port)):
        stack.enter_context(_gunicorn(environment, port, folder))
    return [
        Target(HELLO, bare_port, "/hello/"),
        Target(WAGTAIL, bare_port, "/"),
        Target(STATIC, bare_port, "/static/wagtailadmin/images/default-user-avatar.png"),
        *(
            target
            for name, path in PAGES.items()
            for target in _visitors(
                name,
                site_port,
                path.format(organisation=organisation, consultation=consultation),
                session,
            )
        ),
    ]


def _visitors(name: str, port: int, path: str, session: str) -> Iterator[Target]:
    yield Target(f"{name}, cached", port, path, floor=HELLO)
    # A request with this header is never answered from the kept pages: core/page_cache.py
    yield Target(f"{name}, not cached", port, path, ("Authorization: none",), floor=WAGTAIL)
    yield Target(f"{name}, signed in", port, path, (f"Cookie: sessionid={session}",), floor=WAGTAIL)


# Measuring


@dataclass(slots=True)
class Found:
    """What the rounds gave: requests a second, milliseconds of each answer, and ratios to the floor just before."""

    rates: list[float] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)

    def add(self, target: Target) -> float:
        rate, seconds = run(target, seconds=SECONDS, threads=THREADS)
        self.rates.append(rate)
        self.took += [one * 1000 for one in seconds]
        return rate


def _measure(targets: list[Target]) -> dict[str, Found]:
    """Each page right after its floor: what else the computer does in a round, it does to both."""
    for target in targets:
        _check(target)
    floors = {target.name: target for target in targets if not target.floor}
    found = {target.name: Found() for target in targets}
    for _ in range(ROUNDS):
        for target in targets:
            floor = found[target.floor].add(floors[target.floor]) if target.floor else 0
            rate = found[target.name].add(target)
            if floor:
                found[target.name].ratios.append(rate / floor)
    return found


def _check(target: Target) -> None:
    """Each worker has answered once, and the visitor is the one that is meant."""
    for _ in range(8):
        answer = ask(target)
    signed_in = b"Sign out" in answer
    if signed_in != ("signed in" in target.name):
        raise NotAnswered(f"{target.name}: the page is for another visitor")
    if (b"ETag" in answer and b"no-cache" in answer) != (", cached" in target.name):
        raise NotAnswered(f"{target.name}: it is, or is not, a kept page")


def _report(found: dict[str, Found], targets: list[Target]) -> None:
    write = sys.stdout.write
    write(
        f"{'Public pages':32} {'a second':>9} {'p50 ms':>8} {'p95 ms':>8}  {'ratio to':14} {'':>6}\n"
    )
    for target in targets:
        of = found[target.name]
        took = sorted(of.took)
        line = f"{target.name:32} {median(of.rates):9.0f} {_at(took, 50):8.1f} {_at(took, 95):8.1f}"
        if of.ratios:
            line += f"  {target.floor:14} {median(of.ratios):6.2f}"
        write(f"{line}\n")


def _at(ordered: list[float], percent: int) -> float:
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


# Servers


@contextmanager
def _database(name: str) -> Iterator[str]:
    server = urlsplit(SERVER)
    database = f"bench_{name}_{os.getpid()}"
    try:
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {database}")
    except psycopg.OperationalError:
        raise Skipped("no PostgreSQL answers; BENCH_DATABASE_URL names one") from None
    try:
        yield urlunsplit(server._replace(path=f"/{database}"))
    finally:
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {database} WITH (FORCE)")


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    """The address of a Redis of our own; none where it is not installed, and then the cache is in the database."""
    program = shutil.which("redis-server")
    if not program:
        sys.stdout.write("Redis is not installed: the cache is in the database.\n")
        yield ""
        return
    port = _free_port()
    with _process(
        [program, "--port", str(port), "--save", "", "--dir", str(folder)], {}, port, folder
    ):
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def _gunicorn(environment: dict[str, str], port: int, folder: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "gunicorn", "django.core.wsgi:get_wsgi_application()"]
    command += ["--workers", "2", "--no-control-socket", "--bind", f"127.0.0.1:{port}"]
    with _process(command, environment, port, folder):
        yield


@contextmanager
def _process(
    command: list[str], environment: dict[str, str], port: int, folder: Path
) -> Iterator[None]:
    log = folder / f"{port}.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=file, stderr=file
        )
    try:
        ends = time.monotonic() + PATIENCE
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > ends:
                raise Failed(f"A server did not start: {log.read_text()[-800:]}")
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _django(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "django", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Failed(f"{arguments[0]} failed: {done.stderr[-800:]}")
    return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False
