"""Let one act at a time compare and write, where no unique column can say that two are the same."""

from django.db import connection


def hold(name: str) -> None:
    """Wait for whoever holds the lock of this name, and hold it until the transaction ends.

    SQLite's immediate transactions let one writer in at a time by themselves.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
