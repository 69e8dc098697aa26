"""Tables to which rows are added and nothing else: the database itself refuses to change or delete one.

SQLite forgets the triggers of a table that a later migration rebuilds: such a migration calls `protect` again, and
`verify_events` names a table that stands open.
"""

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
POSTGRESQL_REFUSAL = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$"""
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
    same = " OR ".join(f"{column} = NEW.{column}" for column in unique)
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


def missing(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    """Name the triggers this table ought to have and has not, or has switched off."""
    if connection.vendor == "postgresql":
        found = "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled <> 'D'"
    else:
        found = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    with connection.cursor() as cursor:
        cursor.execute(found, [table])
        present = {name for (name,) in cursor.fetchall()}
    return [f"{table}_{name}" for name in _triggers(connection) if f"{table}_{name}" not in present]


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE
