"""What depends on a record. A record that others rely on cannot be deleted, and the refusal says what relies on it.

Relations in the database are found by themselves. A higher app that names a record in another way, such as a contest
that limits seats by the name of a theme, registers a `Naming`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils.text import get_text_list

from .events import change, record
from .points import Point
from .rules import ALLOWED, Ruling, refused


@dataclass(frozen=True, slots=True)
class Naming:
    """Of a record of this kind, what names it: “the contest County seats”."""

    kind: type[models.Model]
    words: Callable[[Any], Iterable[str]]


namings: Point[Naming] = Point("what names a record without a key")


def named_by(one: models.Model) -> list[str]:
    """What names this record otherwise than by its key, so that it would lose a record that is renamed."""
    return [words for naming in namings if naming.kind is type(one) for words in naming.words(one)]


def uses(one: models.Model, *, apart_from: Iterable[type[models.Model]] = ()) -> list[str]:
    """Everything that depends on a record, in words: “3 organisations”, “1 seat”. Its own parts are left out."""
    return [*sorted(_counted(one, set(apart_from)), key=_kind), *named_by(one)]


def _kind(counted: str) -> str:
    return counted.partition(" ")[2]


def _counted(one: models.Model, apart_from: set[type[models.Model]]) -> Iterator[str]:
    for relation in one._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel):
            continue
        kind = relation.related_model
        if kind in apart_from or kind._meta.auto_created:  # the lines of a many-to-many relation
            continue
        number = kind._base_manager.filter(**{relation.field.name: one}).count()
        if number:
            names = (kind._meta.verbose_name, kind._meta.verbose_name_plural)
            yield f"{number} {names[number > 1]}"


def may_be_deleted(one: models.Model, *, instead: str = "") -> Ruling:
    """`instead` is a whole sentence on what to do with a record that is in use."""
    return may_go(one, uses(one), instead=instead)


def may_go(one: models.Model, found: list[str], *, instead: str = "") -> Ruling:
    if not found:
        return ALLOWED
    return refused(
        f"“{one}” cannot be deleted, because it is used by {get_text_list(found, 'and')}. {instead}".strip()
    )


@transaction.atomic
def delete(one: models.Model, *, by: models.Model | None, instead: str = "") -> None:
    """Delete a record on which nothing depends. The lock keeps anything from coming to depend on it meanwhile."""
    locked = type(one)._base_manager.select_for_update().get(pk=one.pk)
    may_be_deleted(locked, instead=instead).enforce()
    record(change(type(one), "deleted"), locked, by=by)
    locked.delete()
