"""The record: every act of the Assembly leaves one Event, inserted in the act's own transaction.

Each app registers its acts: the name of the event, with the sentence shown for it.
"""

import datetime as dt
import json
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.db import models
from django.utils import timezone

from . import chain, public_token
from .models import Event
from .points import Point

RANDOM_BYTES = 32
CODE = re.compile(r"-?[A-Za-z0-9][A-Za-z0-9_.:/+-]{0,79}")

Value = int | bool | str | Decimal | dt.date | None


@dataclass(frozen=True, slots=True)
class Act:
    """An event's name and what it says of who acted: "membership.admitted", "admitted the organisation as a member"."""

    name: str
    sentence: str
    changes_public_pages: bool = True


acts: Point[Act] = Point("the acts of the record", key=attrgetter("name"))


def sentence_of(name: str) -> str:
    act = acts.get(name)
    return act.sentence if act else name


def changes_to(*kinds: type[models.Model]) -> Iterator[Act]:
    """Such records are added, changed and deleted by staff in the Wagtail admin (`core.viewsets`)."""
    for kind in kinds:
        for what in ("added", "changed", "deleted"):
            yield Act(change(kind, what), f"{what} the {kind._meta.verbose_name}")


def change(kind: type[models.Model], what: str) -> str:
    """Name of such an event: "partners.seat_changed"."""
    return f"{kind._meta.app_label}.{kind._meta.model_name}_{what}"


def record(
    name: str,
    subject: models.Model,
    *,
    by: models.Model | None,
    acting_for: models.Model | None = None,
    data: Mapping[str, Value] | None = None,
) -> Event:
    """Add one line to the record, in the transaction of the act itself.

    `by` is the person who acted (None: the system). `data` holds ids, dates, amounts and codes only: a text
    with a space in it, or an address, is refused with ValueError, because the record outlives the person.
    """
    if not (act := acts.get(name)):
        raise ValueError(f"The event {name} is not among the acts that its app registers.")
    if act.changes_public_pages:
        public_token.change_after_commit()
    event = Event(
        at=timezone.now(),
        name=name,
        actor_id=by.pk if by else None,
        acting_for=acting_for.pk if acting_for else None,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        data={key: _storable(key, value) for key, value in (data or {}).items()},
        random_bytes=secrets.token_hex(RANDOM_BYTES),
    )
    event.leaf = chain.leaf_of(event.random_bytes, text_of(event))
    event.save(force_insert=True)
    return event


def text_of(event: Event) -> str:
    """The canonical text of a line, of which its leaf is made. Its number is not in it: the chain keeps the order."""
    return as_text(facts_of(event))


def facts_of(event: Event) -> dict[str, Any]:
    return {
        "at": event.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "name": event.name,
        "actor": event.actor_id,
        "acting_for": event.acting_for,
        "subject_type": event.subject_type,
        "subject_id": event.subject_id,
        "data": event.data,
    }


def as_text(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _storable(key: str, value: Value) -> int | bool | str | None:
    if value is None or isinstance(value, bool | int):
        return value
    written = value.isoformat() if isinstance(value, dt.date) else str(value)
    if not CODE.fullmatch(written):
        raise ValueError(f"The record keeps ids and codes, not names or free text: {key}.")
    return written
