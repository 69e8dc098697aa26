"""Servers that a measurement starts for itself and throws away: a database, a Redis, gunicorns with two workers.

BENCH_DATABASE_URL names a PostgreSQL server on which databases may be made and thrown away.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
PATIENCE = 60  # seconds until a server must answer


class Skipped(Exception):
    """It cannot be measured here; the sentence says why."""


class Failed(Exception):
    """The servers could not be prepared, or what was measured went wrong."""


@contextmanager
def database(name: str) -> Iterator[str]:
    """The address of an empty database of our own."""
    server = urlsplit(SERVER)
    own = f"bench_{name}_{os.getpid()}"
    try:
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {own}")
    except psycopg.OperationalError:
        raise Skipped("no PostgreSQL answers; BENCH_DATABASE_URL names one") from None
    try:
        yield urlunsplit(server._replace(path=f"/{own}"))
    finally:
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {own} WITH (FORCE)")


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """The address of a Redis of our own; none where it is not installed, and then the cache is in the database."""
    program = shutil.which("redis-server")
    if not program:
        sys.stdout.write("Redis is not installed: the cache is in the database.\n")
        yield ""
        return
    port = free_port()
    with _process(
        [program, "--port", str(port), "--save", "", "--dir", str(folder)], {}, port, folder
    ):
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def gunicorn(environment: dict[str, str], port: int, folder: Path) -> Iterator[None]:
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


def site(stack: ExitStack, folder: Path, settings: str) -> tuple[dict[str, str], int]:
    """The environment and the port of a site with an empty database and its static files, not yet started."""
    port = free_port()
    environment = {
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": stack.enter_context(database("site")),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "RECEIPT_SECRET": secrets.token_urlsafe(50),
        "EMAIL_URL": "dummymail://",
        "DEFAULT_FROM_EMAIL": "assembly@example.org",
        "MEDIA_ROOT": str(folder / "media"),
        "MAINTENANCE_PAGE": str(folder / "maintenance.html"),
        "REDIS_URL": stack.enter_context(redis(folder)),
    }
    for command in ("migrate", "createcachetable", "sync_pages", "sync_roles"):
        django(environment, command, "--verbosity=0")
    django(environment, "collectstatic", "--noinput", "--verbosity=0")
    return environment, port


def django(environment: dict[str, str], *arguments: str) -> str:
    """Run a command of Django; what it printed."""
    return module(environment, "django", *arguments)


def module(environment: dict[str, str], name: str, *arguments: str) -> str:
    """Run a module of Python in a process of its own; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", name, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Failed(f"{name} {arguments[0]} failed: {done.stderr[-800:]}")
    return done.stdout


def free_port() -> int:
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
