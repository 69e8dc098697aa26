"""Indexes that only PostgreSQL has. They stand in migrations and not on the models, which SQLite reads too."""

from typing import Any, cast

from django.apps.registry import Apps
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

from .matching import ENGLISH

# Neither index keeps a list of what is still to be sorted in (`fastupdate`): after an import the planner would take
# that list for a reason to read the whole table.


def words_index(name: str, *fields: str) -> GinIndex:
    """Over the stems of these fields: exactly the title and words of a `Kind`, in their order."""
    return GinIndex(SearchVector(*fields, config=ENGLISH), name=name, fastupdate=False)


def spelling_index(name: str, field: str) -> GinIndex:
    """Over the three-letter pieces of a field that a `Kind` names in `spelling`."""
    return GinIndex(fields=[field], opclasses=["gin_trgm_ops"], name=name, fastupdate=False)


def add_indexes(app: str, model: str, *indexes: GinIndex) -> RunPython:
    """Build an operation of a migration that does nothing on SQLite."""

    def add(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _each(apps, editor, editor.add_index)

    def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _each(apps, editor, editor.remove_index)

    def _each(apps: Apps, editor: BaseDatabaseSchemaEditor, act: Any) -> None:
        if editor.connection.vendor == "postgresql":
            for index in indexes:
                act(apps.get_model(app, model), index)

    return RunPython(add, remove)


def drop_indexes(app: str, model: str, *indexes: GinIndex) -> RunPython:
    """Build an operation that takes back what `add_indexes` did."""
    added = add_indexes(app, model, *indexes)
    return RunPython(cast("Any", added.reverse_code), added.code)
