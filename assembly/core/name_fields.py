"""What is stored beside a name, for a database that searches: made by `core.names`, kept in step by the fields."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from . import names

CHUNK = 500
MOST_WORDS = 20  # of a search: a database takes no condition of any length


def holding(field: str, typed: str) -> Q:
    """The rows whose `WordsField` contains every one of these words, or pieces of words."""
    found = Q()
    for word in names.wanted(typed)[:MOST_WORDS]:
        found &= Q(**{f"{field}__contains": word})
    return found


class _Derived(models.TextField):  # type: ignore[type-arg]  # no brackets when it runs
    """Follows another field of the row: whenever the row is saved, alone or in bulk."""

    def __init__(self, of: str, **options: Any) -> None:
        self.of = of
        super().__init__(**{"editable": False, "default": "", **options})

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of}

    def pre_save(self, row: models.Model, add: bool) -> str:  # noqa: FBT001 - Django's signature
        value = self.made_of(getattr(row, self.of))
        setattr(row, self.attname, value)
        return value

    def made_of(self, name: str) -> str:
        """What is kept of the name: each kind of field keeps something else."""
        raise NotImplementedError


class WordsField(_Derived):
    """The words of a name, to find words in (`holding`)."""

    def made_of(self, name: str) -> str:
        return names.searched(name)


class FoldedField(_Derived):
    """The name folded, to ask whether it is the same (`names.folded`). Give it an index."""

    def made_of(self, name: str) -> str:
        return names.folded(name)


def saved_with(options: dict[str, Any], derived: Mapping[str, str]) -> None:
    """Take derived fields along when a row saves some fields only; each by the field that it follows."""
    if (only := options.get("update_fields")) is not None:
        options["update_fields"] = {
            *only,
            *(field for field, of in derived.items() if of in only),
        }


def fill(model: Any, derived: Mapping[str, str]) -> None:
    """Fill the derived fields of every row again, for a migration; each from the field it follows."""
    rows = model.objects.only("pk", *derived.values()).order_by("pk")
    chunk = []
    for row in rows.iterator(chunk_size=CHUNK):
        for field in derived:
            model._meta.get_field(field).pre_save(row, add=False)
        chunk.append(row)
        if len(chunk) == CHUNK:
            model.objects.bulk_update(chunk, list(derived))
            chunk = []
    if chunk:
        model.objects.bulk_update(chunk, list(derived))
