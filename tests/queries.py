"""The statements a piece of code sends to the database, as they are before their values are put in.

Django's `CaptureQueriesContext` also writes each one out with its values, which costs SQLite a query of its own for
every query; the nets over all addresses ask thousands of times.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def statements() -> Iterator[list[str]]:
    sent: list[str] = []

    def note(execute, sql, params, many, context):
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent
