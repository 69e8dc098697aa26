"""The events of one record on a page of its own, for the staff who may see the record.

An app names the records that have such a page, and who may read it, from `AppConfig.ready`:

    history.keep(Organisation, "membership.view_organisation")
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.urls import reverse

from .events import SENTENCES
from .models import Event

# Names of the organisations with these keys; membership brings it, because the core knows no organisation.
Naming = Callable[[Iterable[int]], Mapping[int, str]]
MayRead = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """One event in words."""

    at: datetime
    who: str
    acting_for: str
    what: str
    data: tuple[tuple[str, object], ...]


_kept: dict[str, tuple[type[models.Model], MayRead]] = {}
_naming: list[Naming] = []
_left_out: dict[str, Callable[[Any], Iterable[str]]] = {}
_merged: dict[str, Callable[[int], Iterable[int]]] = {}


def keep(kind: type[models.Model], may_read: str | MayRead) -> None:
    """Give records of this kind a page; `may_read` is a permission, or a function of the person and the record."""
    if isinstance(may_read, str):
        permission = may_read
        _kept[kind._meta.label_lower] = (kind, lambda user, _: user.has_perm(permission))
    else:
        _kept[kind._meta.label_lower] = (kind, may_read)


def name_organisations_by(naming: Naming) -> None:
    _naming[:] = [naming]


def also_of(kind: type[models.Model], merged: Callable[[int], Iterable[int]]) -> None:
    """Show with a record the events of those that were merged into it: the function gives their keys."""
    _merged[kind._meta.label_lower] = merged


def leave_out(kind: type[models.Model], names: Callable[[Any], Iterable[str]]) -> None:
    """Show no events of these names while the function of the record gives them: what nobody may know yet."""
    _left_out[kind._meta.label_lower] = names


def record_for(user: AbstractBaseUser | AnonymousUser, kind: str, pk: int) -> models.Model | None:
    """The record with this key, if such records have a page and the person may read it."""
    if kind not in _kept:
        return None
    model, may_read = _kept[kind]
    found: models.Model | None = model._default_manager.filter(pk=pk).first()
    return found if found and may_read(user, found) else None


def address(record: models.Model) -> str:
    return reverse("record_history", args=[record._meta.label_lower, record.pk])


def has_page(kind: type[models.Model]) -> bool:
    return kind._meta.label_lower in _kept


def events_of(record: models.Model) -> models.QuerySet[Event]:
    """The newest first."""
    kind = record._meta.label_lower
    keys = {record.pk, *(_merged[kind](record.pk) if kind in _merged else ())}
    found = Event.objects.filter(subject_type=kind, subject_id__in=keys)
    if kind in _left_out:
        found = found.exclude(name__in=tuple(_left_out[kind](record)))
    return found.select_related("actor").order_by("-id")


def in_words(events: Iterable[Event]) -> list[Line]:
    """Say who did what, with the organisation they acted for. Two queries, however many lines."""
    events = list(events)
    acting = {event.acting_for for event in events if event.acting_for is not None}
    names = _naming[0](acting) if _naming and acting else {}
    return [
        Line(
            at=event.at,
            who=str(event.actor) if event.actor else "The site itself",
            acting_for=names.get(event.acting_for or 0, ""),
            what=SENTENCES.get(event.name, event.name),
            data=tuple(event.data.items()),
        )
        for event in events
    ]
