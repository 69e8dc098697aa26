"""Tables to which rows are added and nothing else: the database itself refuses to change or delete one.

SQLite forgets the triggers of a table that a later migration rebuilds: such a migration calls `protect` again, and
`verify_events` names a table that stands open.
"""

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

SQLITE = {
    "no_update": """CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""",
    "no_delete": """CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""",
    # INSERT OR REPLACE deletes a row without waking the trigger above.
    "no_replace": """CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""",
}
REFUSE = """ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END """
POSTGRESQL_REFUSAL = f"""CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $${REFUSE}$$"""
POSTGRESQL = {
    "no_update": """CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
    "no_delete": """CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
    "no_truncate": """CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()""",
}


def protect(connection: BaseDatabaseWrapper, table: str, *unique: str) -> None:
    """Let the database refuse UPDATE, DELETE and TRUNCATE; `unique` are the columns no two rows share."""
    same = _same(unique)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_REFUSAL)
        for statement in _triggers(connection).values():
            cursor.execute(statement.format(table=table, same=same))


def lift(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the protection away, for the reverse of the migration that put it there."""
    where = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}{where}")


def faults(connection: BaseDatabaseWrapper, table: str, *unique: str) -> list[str]:
    """Say what of this protection is missing, switched off or not as `protect` made it; nothing when it holds.

    A trigger of the right name proves nothing: it can be emptied, given a condition or switched off.
    """
    if connection.vendor == "postgresql":
        return [*_postgresql_faults(connection, table), *_switched_off_for_all(connection)]
    return _sqlite_faults(connection, table, unique)


def _sqlite_faults(
    connection: BaseDatabaseWrapper, table: str, unique: tuple[str, ...]
) -> list[str]:
    same = _same(unique)
    wanted = {
        f"{table}_{name}": statement.format(table=table, same=same)
        for name, statement in SQLITE.items()
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table]
        )
        present = dict(cursor.fetchall())
    found = [
        f"its trigger {name} is missing"
        if name not in present
        else f"its trigger {name} was changed"
        for name, sql in wanted.items()
        if _words(present.get(name, "")) != _words(sql)
    ]
    return found + [
        f"it has a trigger {name} of its own" for name in sorted({*present} - {*wanted})
    ]


# `tgtype`: for each row (1) or once, before (2), on DELETE (8), UPDATE (16) or TRUNCATE (32).
POSTGRESQL_TYPES = {"no_update": 1 + 2 + 16, "no_delete": 1 + 2 + 8, "no_truncate": 2 + 32}


def _postgresql_faults(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT tgname, tgenabled IN ('O', 'A'), tgtype, tgqual IS NULL AND tgattr = '' AND tgnargs = 0, prosrc
               FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
               WHERE tgrelid = %s::regclass AND NOT tgisinternal""",
            [table],
        )
        present = {name: rest for name, *rest in cursor.fetchall()}
        cursor.execute(
            "SELECT rulename FROM pg_rules WHERE tablename = %s AND schemaname = ANY(current_schemas(false))",
            [table],
        )
        rules = sorted(name for (name,) in cursor.fetchall())
    wanted = {f"{table}_{name}": kind for name, kind in POSTGRESQL_TYPES.items()}
    found = [_postgresql_fault(name, kind, present.get(name)) for name, kind in wanted.items()]
    found += [f"it has a trigger {name} of its own" for name in sorted({*present} - {*wanted})]
    found += [f"it has a rule {name} of its own" for name in rules]
    return [fault for fault in found if fault]


def _postgresql_fault(name: str, kind: int, present: list[Any] | None) -> str:
    if present is None:
        return f"its trigger {name} is missing"
    is_on, its_kind, is_unconditional, body = present
    if not is_on:
        return f"its trigger {name} is switched off"
    if its_kind != kind or not is_unconditional:
        return f"its trigger {name} was changed"
    if _words(body) != _words(REFUSE):
        return f"the function of its trigger {name} was changed"
    return ""


def _switched_off_for_all(connection: BaseDatabaseWrapper) -> list[str]:
    """A role or a database can be set so that it wakes no trigger at all."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        (role,) = cursor.fetchone()
    return [] if role == "origin" else [f"session_replication_role is {role}, so no trigger wakes"]


def _same(unique: Iterable[str]) -> str:
    return " OR ".join(f"{column} = NEW.{column}" for column in unique)


def _words(sql: str) -> list[str]:
    return sql.split()


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE
