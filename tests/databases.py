"""One migrated database, copied for every worker and put back after every transactional test; nothing migrates twice.

There are two templates. *migrated* has run every migration, and is made again when the lock, a migration or a trigger
of the record changes (40 s). *standing* is a copy of it as it is after installation, with its pages and offices, and is
made again when any code of the product changes (5 s). SQLite's are files under `var/tests`, PostgreSQL's are databases
beside the one that DATABASE_URL names. Each checkout has its own, so two may run their tests at once.
"""

import fcntl
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from wagtail.models import Site

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "var" / "tests"
PRODUCT = ("assembly", "elections", "forums", "home")
CHECKOUT = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
POSTGRESQL = connection.vendor == "postgresql"
MIGRATING = ("migrate",)
CALLED_BY_MIGRATIONS = (
    "assembly/account_settings.py",
    "assembly/settings.py",
    "assembly/core/append_only.py",
    "assembly/core/search/indexes.py",
    "assembly/core/search/matching.py",
    "assembly/membership/naming.py",
)
STANDING = ("migrate", "sync_pages", "sync_roles")  # once more: permissions follow the code as well


def fingerprint(*parts: str) -> str:
    """Name a state of these files and folders of Python by what is in them."""
    told = hashlib.sha256(sys.version.encode())
    for part in parts:
        path = ROOT / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            told.update(f"\0{file.relative_to(ROOT)}\0".encode())
            told.update(file.read_bytes())
    return told.hexdigest()[:12]


def migrated() -> str:
    """The template after every migration.

    Where a migration was only added, the older template is a start, and only the new one runs. From nothing they all
    run once on every new machine.
    """
    folders = sorted(
        str(folder.relative_to(ROOT))
        for app in PRODUCT
        for folder in (ROOT / app).rglob("migrations")
    )
    parts = ("requirements-dev.txt", *CALLED_BY_MIGRATIONS, *folders)
    name = f"migrated-{fingerprint(*parts)}"
    files = {part: fingerprint(part) for part in parts[: 1 + len(CALLED_BY_MIGRATIONS)]}
    files |= {
        str(file.relative_to(ROOT)): fingerprint(str(file.relative_to(ROOT)))
        for folder in folders
        for file in (ROOT / folder).glob("*.py")
    }
    template = _made(name, MIGRATING, below=lambda: _begun_with(files))
    (PLACE / f"{name}.{connection.vendor}.json").write_text(json.dumps([template, files]))
    return template


def _begun_with(files: dict[str, str]) -> str | None:
    """An older template all of whose files are among these, unchanged."""
    for kept in PLACE.glob(f"migrated-*.{connection.vendor}.json"):
        template, its_files = json.loads(kept.read_text())
        if its_files.items() <= files.items() and _is_there(template):
            return template
    return None


def standing() -> str:
    """The template of a site that was just installed."""
    name = f"standing-{fingerprint('requirements-dev.txt', *PRODUCT)}"
    return _made(name, STANDING, below=migrated)


def copy_to(template: str, target: str) -> None:
    """Make the database `target` (a path, or a name on the server) equal to a template."""
    if POSTGRESQL:
        _on_the_server(
            f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)',
            f'CREATE DATABASE "{target}" TEMPLATE "{template}"',
        )
    else:
        with _reading(template) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)


def make_empty(database: str) -> None:
    """Make a database without a table; SQLite's file comes into being with its first table."""
    if POSTGRESQL:
        drop(database)
        _on_the_server(f"CREATE DATABASE \"{database}\" ENCODING 'UTF8' TEMPLATE template0")
    else:
        Path(database).unlink(missing_ok=True)


def url_of(database: str) -> str:
    """The DATABASE_URL of a path, or of a name on the server."""
    if POSTGRESQL:
        return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}"))
    return f"sqlite:///{database}"


@contextmanager
def _reading(file: str) -> Iterator[sqlite3.Connection]:
    """A template, read only: one that is gone is a failure, and not an empty database of its name."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source:
        yield source


def drop(database: str) -> None:
    _on_the_server(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def name_for(worker: str) -> str:
    """The database of a worker: of SQLite one in memory, which the threads of its process share."""
    if POSTGRESQL:
        return f"test_{CHECKOUT}_{worker}"
    return f"file:tests_{worker}?mode=memory&cache=shared"


def begin() -> None:
    """Make this process's database, a copy of the standing template."""
    if POSTGRESQL:
        copy_to(standing(), connection.settings_dict["NAME"])
        with connection.cursor() as cursor:
            cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
            if not cursor.fetchone()[0]:
                raise RuntimeError(
                    "The tests put their PostgreSQL database back as a replica, which only a superuser may: name one "
                    "in DATABASE_URL, such as postgres://postgres@127.0.0.1:5432/test."
                )
            cursor.execute(KEEP)
    else:
        with _reading(standing()) as source:
            source.backup(_first)
        put_back()


def put_back() -> None:
    """Give this process's database the contents of the standing template again."""
    if POSTGRESQL:
        with connection.cursor() as cursor:
            cursor.execute(PUT_BACK)
    else:
        connection.ensure_connection()
        _first.backup(connection.connection)
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


# What a database of SQLite held first, kept in memory: the file may be replaced while a run goes on.
_first = sqlite3.connect(":memory:", check_same_thread=False)
# Dropping a database of PostgreSQL and copying it again waits seconds for the disk. So its first rows are kept in a
# schema beside it, and put back over what a test left; as a replica the server asks neither triggers nor foreign keys.
KEEP = """
DO $$
DECLARE one record; any_row boolean;
BEGIN
  CREATE SCHEMA kept;
  CREATE TABLE kept."the sequences" AS
    SELECT format('%I.%I', schemaname, sequencename) AS name, last_value FROM pg_sequences WHERE schemaname = 'public';
  FOR one IN SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', one.name) INTO any_row;
    IF any_row THEN EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', one.name, one.name); END IF;
  END LOOP;
END $$
"""
PUT_BACK = """
DO $$
DECLARE one record;
BEGIN
  SET LOCAL session_replication_role = replica;
  SET LOCAL lock_timeout = '20s';
  FOR one IN
    SELECT tablename AS name, to_regclass(format('kept.%I', tablename)) AS kept
    FROM pg_tables WHERE schemaname = 'public'
  LOOP
    EXECUTE format('DELETE FROM public.%I', one.name);
    IF one.kept IS NOT NULL THEN EXECUTE format('INSERT INTO public.%I TABLE kept.%I', one.name, one.name); END IF;
  END LOOP;
  FOR one IN SELECT * FROM kept."the sequences" LOOP
    PERFORM setval(one.name::regclass, coalesce(one.last_value, 1), one.last_value IS NOT NULL);
  END LOOP;
END $$
"""


def _made(name: str, commands: tuple[str, ...], below=None) -> str:
    """Make a template unless it is there; of several workers one does, and the others wait for it."""
    finished = f"{CHECKOUT}-{name}" if POSTGRESQL else str(PLACE / f"{name}.sqlite3")
    if finished in _seen:
        return finished
    with _alone():
        if not _is_there(finished):
            # What is half made bears another name, so that a run that is stopped leaves nothing that looks whole.
            half = f"{finished}-half" if POSTGRESQL else f"{finished}.half"
            _make(half, below and below())
            for command in commands:
                _manage(command, url_of(half))
            _forget_older(name)
            _finish(half, finished)
    _seen.add(finished)
    return finished


_seen: set[str] = set()
_held = 0


@contextmanager
def _alone() -> Iterator[None]:
    """One process makes templates at a time; whoever holds the lock may ask for it again."""
    global _held  # noqa: PLW0603 - a lock of this process
    PLACE.mkdir(parents=True, exist_ok=True)
    if _held:
        yield
        return
    with (PLACE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _held += 1
        try:
            yield
        finally:
            _held -= 1


def _is_there(database: str) -> bool:
    if not POSTGRESQL:
        return Path(database).exists()
    return bool(_asked("SELECT 1 FROM pg_database WHERE datname = %s", [database]))


def _make(database: str, template: str | None) -> None:
    if POSTGRESQL and template:
        copy_to(template, database)
        return
    make_empty(database)
    if template:
        copy_to(template, database)


def _manage(command: str, url: str) -> None:
    today = {name: value for name, value in os.environ.items() if not name.startswith("CLOCK")}
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "manage.py", command, "--verbosity=0"],
        cwd=ROOT,
        env={**today, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The database of the tests was not made; {command}:\n{done.stderr}")


def _finish(half: str, finished: str) -> None:
    if POSTGRESQL:
        _on_the_server(f'ALTER DATABASE "{half}" RENAME TO "{finished}"')
        return
    with closing(sqlite3.connect(half)) as file:  # one file, without a log beside it
        file.execute("PRAGMA journal_mode=DELETE")
    Path(half).rename(finished)


def _forget_older(name: str) -> None:
    """Throw away this checkout's templates of the same kind: they belong to code that is gone."""
    kind = name.partition("-")[0]
    if POSTGRESQL:
        for (older,) in _asked(
            "SELECT datname FROM pg_database WHERE datname LIKE %s AND datname NOT LIKE %s",
            [f"{CHECKOUT}-{kind}-%", "%-half"],
        ):
            drop(older)
    else:
        for older in PLACE.glob(f"{kind}-*.sqlite3"):
            older.unlink()


def _on_the_server(*statements: str) -> None:
    with _server() as server:
        for statement in statements:
            server.execute(statement)


def _asked(query: str, values: list[str]) -> list[tuple]:
    with _server() as server:
        return server.execute(query, values).fetchall()


def _server():
    """The server beside the suite's own connection, which pytest-django opens to tests alone."""
    import psycopg

    return psycopg.connect(url_of("postgres"), autocommit=True)
