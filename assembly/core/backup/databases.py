"""Copy the whole database while the site runs, and put such a copy in its place in one transaction."""

import os
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from assembly.core import chain, record
from assembly.core.rules import Refusal

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
# In the transaction that then fills it: whoever reads meanwhile sees the one or the other.
EMPTY_IT = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"


class Failed(Refusal):
    """The database could not be copied or put back."""


def file_name() -> str:
    return NAMES[connection.vendor]


def dump(path: Path, *, without: Sequence[str] = ()) -> record.Head:
    """Copy the database as it is at one moment; returns the head of the record in the copy.

    `without` names tables that are empty in the copy.
    """
    make = _dump_sqlite if connection.vendor == "sqlite" else _dump_postgresql
    return make(path, without)


def load(path: Path) -> None:
    """Put a copy in the place of everything in the database: the whole of it, or on a failure nothing."""
    if connection.vendor == "sqlite":
        _load_sqlite(path)
    else:
        _load_postgresql(path)


def _dump_sqlite(path: Path, without: Sequence[str]) -> record.Head:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        take_out(copy, without)
        last = copy.execute(
            "SELECT position, digest FROM core_eventseal ORDER BY position DESC LIMIT 1"
        ).fetchone()
    return record.Head(*last) if last else record.Head(0, chain.BEGINNING)


def take_out(copy: sqlite3.Connection, tables: Sequence[str]) -> None:
    """Take the rows out of the copy, and out of the pages that they were on."""
    there = {name for [name] in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    copy.execute("PRAGMA secure_delete = ON")
    for table in there.intersection(tables):
        copy.execute(f'DELETE FROM "{table}"')  # noqa: S608 - a table of ours
    copy.commit()
    # Pages that the site itself has freed can still hold such rows.
    copy.execute("VACUUM")


def _load_sqlite(path: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        try:
            [answer] = copy.execute("PRAGMA integrity_check").fetchone()
            if answer != "ok":
                raise Failed("The database in the archive is damaged.")
            copy.backup(connection.connection)
        except sqlite3.Error as problem:
            raise Failed(f"The database could not be put back: {problem}.") from None
    connection.close()


def _dump_postgresql(path: Path, without: Sequence[str]) -> record.Head:
    tables = connection.introspection.table_names()
    with transaction.atomic(), connection.cursor() as cursor:
        # One moment for the head and for pg_dump, however much is written meanwhile.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        # Before that moment: a table that is emptied by TRUNCATE after it and refilled would be empty in the copy.
        names = ", ".join(map(connection.ops.quote_name, tables))
        cursor.execute(f"LOCK TABLE {names} IN ACCESS SHARE MODE")
        cursor.execute("SELECT pg_export_snapshot()")
        [snapshot] = cursor.fetchone()
        head = record.head()
        _run(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot}",
            f"--file={path}",
            *(f"--exclude-table-data={table}" for table in without),
        )
    return head


def _load_postgresql(path: Path) -> None:
    script = path.with_suffix(".sql")
    _run_bare(["pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(path)])
    connection.close()
    _run(
        "psql",
        "--quiet",
        "--no-psqlrc",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
        f"--command={EMPTY_IT}",
        f"--file={script}",
        "--output=/dev/null",
    )


def _run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL against our database; the password goes by its environment."""
    [_, *place], environment = DatabaseClient.settings_to_cmd_args_env(
        connection.settings_dict, list(arguments)
    )
    _run_bare([program, *place], environment)


def _run_bare(command: Sequence[str], environment: dict[str, str] | None = None) -> None:
    try:
        subprocess.run(  # noqa: S603 - our own arguments, no shell
            command,
            env={**os.environ, **(environment or {})},
            check=True,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError:
        raise Failed(
            f"The program {command[0]} is not on this computer. Install PostgreSQL's client programs "
            "(on Debian: apt install postgresql-client), of the server's version or newer."
        ) from None
    except subprocess.CalledProcessError as problem:
        lines = problem.stderr.strip().splitlines() or ["it said nothing"]
        raise Failed(f"{command[0]} failed: {lines[0]}") from None
