"""Databases of earlier days, as they were kept: of each day, site and kind of database a file, and notes beside it.

SQLite's is the database file itself, PostgreSQL's the statements of pg_dump; both are packed with xz.
"""

import json
import lzma
import re
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

import psycopg

from tests import databases

KEPT = Path(__file__).parent / "kept"
SITES = ("demo", "open-poll")
ENDINGS = {"sqlite": "sqlite3.xz", "postgresql": "sql.xz"}
# What pg_dump writes for psql or for servers of its own version: neither psycopg nor an older server understands it.
NOT_FOR_EVERY_SERVER = re.compile(r"^(?:\\(?:un)?restrict .*|SET transaction_timeout = .*)\n", re.M)


@dataclass(frozen=True, slots=True)
class Copy:
    """The database of one site, of the kind that this run is about, as it was on one day."""

    day: str
    site: str

    @property
    def file(self) -> Path:
        return KEPT / self.day / f"{self.site}.{ENDINGS[connection.vendor]}"

    @property
    def notes(self) -> Path:
        return KEPT / self.day / f"{self.site}.{connection.vendor}.json"

    def __str__(self) -> str:
        return f"{self.site}-{self.day}"

    def noted(self) -> dict[str, Any]:
        return json.loads(self.notes.read_text())


def all_of(site: str) -> list[Copy]:
    return [Copy(folder.name, site) for folder in sorted(KEPT.iterdir())]


def keep(database: str, copy: Copy) -> None:
    """Write a database down. The smallest form that is still the database itself."""
    copy.file.parent.mkdir(exist_ok=True)
    content = _statements(database) if databases.POSTGRESQL else _file(database)
    copy.file.write_bytes(lzma.compress(content, preset=9 | lzma.PRESET_EXTREME))


def load(copy: Copy, database: str) -> None:
    """Make `database` what was kept."""
    databases.make_empty(database)
    content = lzma.decompress(copy.file.read_bytes())
    if databases.POSTGRESQL:
        with psycopg.connect(databases.url_of(database)) as server:
            server.execute(content)
    else:
        Path(database).write_bytes(content)


def _file(database: str) -> bytes:
    with closing(sqlite3.connect(database)) as file:
        file.execute("PRAGMA journal_mode=DELETE")
        file.execute("VACUUM")
    return Path(database).read_bytes()


def _statements(database: str) -> bytes:
    """INSERT and not COPY, which only psql reads from a file."""
    dumped = subprocess.run(  # noqa: S603 - our own command
        [  # noqa: S607 - the client programs are where the system has them
            "pg_dump",
            "--inserts",
            "--rows-per-insert=500",
            "--no-owner",
            "--no-privileges",
            databases.url_of(database),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return NOT_FOR_EVERY_SERVER.sub("", dumped.stdout).encode()
