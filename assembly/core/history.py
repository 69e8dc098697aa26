"""The events of one record on a page of its own, for the staff who may see the record."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.urls import reverse

from .events import sentence_of
from .models import Event
from .points import Point

# Names of the organisations with these keys; membership brings it, because the core knows no organisation.
Naming = Callable[[Iterable[int]], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event in words."""

    at: datetime
    who: str
    acting_for: str
    what: str
    data: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Records of a kind that have such a page.

    `may_read` is a permission, or a function of the person and the record. `merged` gives the keys of the records whose
    events are shown with those of this one; `left_out` the names of events that nobody may know of yet.
    """

    kind: type[models.Model]
    may_read: str | Callable[[Any, Any], bool]
    merged: Callable[[int], Iterable[int]] = lambda pk: ()
    left_out: Callable[[Any], Iterable[str]] = lambda record: ()

    @property
    def label(self) -> str:
        return self.kind._meta.label_lower

    def may_be_read(self, user: AbstractBaseUser | AnonymousUser, record: models.Model) -> bool:
        if callable(self.may_read):
            return self.may_read(user, record)
        return user.has_perm(self.may_read)  # type: ignore[union-attr]  # every user here has permissions


records: Point[Kept] = Point("records with a page of events", key=attrgetter("label"))
namings: Point[Naming] = Point("the names of organisations in the record")


def record_for(user: AbstractBaseUser | AnonymousUser, kind: str, pk: int) -> models.Model | None:
    """The record with this key, if such records have a page and the person may read it."""
    if not (kept := records.get(kind)):
        return None
    found = kept.kind._default_manager.filter(pk=pk).first()
    return found if found and kept.may_be_read(user, found) else None


def address(record: models.Model) -> str:
    return reverse("record_history", args=[record._meta.label_lower, record.pk])


def has_page(kind: type[models.Model]) -> bool:
    return records.get(kind._meta.label_lower) is not None


def events_of(record: models.Model) -> models.QuerySet[Event]:
    """The newest first."""
    kind = record._meta.label_lower
    kept = records.get(kind) or Kept(type(record), "")
    found = Event.objects.filter(
        subject_type=kind, subject_id__in={record.pk, *kept.merged(record.pk)}
    ).exclude(name__in=tuple(kept.left_out(record)))
    return found.select_related("actor").order_by("-id")


def in_words(events: Iterable[Event]) -> list[HistoryLine]:
    """Say who did what, with the organisation they acted for. Two queries, however many lines."""
    events = list(events)
    acting = {event.acting_for for event in events if event.acting_for is not None}
    names = (
        {pk: name for naming in namings for pk, name in naming(acting).items()} if acting else {}
    )
    return [
        HistoryLine(
            at=event.at,
            who=str(event.actor) if event.actor else "The site itself",
            acting_for=names.get(event.acting_for or 0, ""),
            what=sentence_of(event.name),
            data=tuple(event.data.items()),
        )
        for event in events
    ]
