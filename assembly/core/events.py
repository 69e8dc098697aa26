"""The record: every act of the Assembly leaves one Event, inserted in the act's own transaction.

Each app registers the names of its events, with the sentence shown for them, in `AppConfig.ready`.
"""

import datetime as dt
import json
import re
import secrets
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from . import chain, page_cache
from .models import Event

SENTENCES: dict[str, str] = {}
RANDOM_BYTES = 32
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/+-]{0,79}")

Value = int | bool | str | Decimal | dt.date | None


def register(sentences: Mapping[str, str]) -> None:
    """Make event names known: {"membership.admitted": "admitted the organisation as a member"}."""
    for name, sentence in sentences.items():
        if SENTENCES.get(name, sentence) != sentence:
            raise ValueError(f"The event {name} is registered twice with different sentences.")
        SENTENCES[name] = sentence


def register_changes(*kinds: type[models.Model]) -> None:
    """Make known that such records are added, changed and deleted by staff in the Wagtail admin (`core.viewsets`)."""
    for kind in kinds:
        what = kind._meta.verbose_name
        register(
            {
                change(kind, "added"): f"added the {what}",
                change(kind, "changed"): f"changed the {what}",
                change(kind, "deleted"): f"deleted the {what}",
            }
        )


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
    if name not in SENTENCES:
        raise ValueError(
            f"The event {name} is not registered; its app does that in AppConfig.ready."
        )
    page_cache.forget_after_commit()
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
