"""What feedback and decisions share: one draft at most, and published versions that nothing changes."""

import datetime as dt
from typing import Any, TypeVar

from assembly.accounts.models import User
from assembly.consultations.drafts import is_as_seen
from assembly.consultations.models import Consultation, Decision, Feedback
from assembly.core.rules import ALLOWED, Ruling, refused

V = TypeVar("V", Feedback, Decision)


def is_a_draft(version: Feedback | Decision) -> Ruling:
    if version.is_published:
        return refused(
            "This version is published, so it stays as it is. Begin a new version to correct it."
        )
    return ALLOWED


def draft_of(model: type[V], consultation: Consultation) -> V | None:
    """What is being written, if anything is."""
    found: V | None = model._default_manager.filter(
        consultation=consultation, published_at=None
    ).first()
    return found


def in_force(model: type[V], consultation: Consultation) -> V | None:
    """The newest that was published, with its document."""
    found: V | None = (
        model._default_manager.filter(consultation=consultation)
        .select_related("paper" if model is Decision else "report")
        .exclude(published_at=None)
        .order_by("-number")
        .first()
    )
    return found


def begin(
    model: type[V], consultation: Consultation, *, by: User, at: dt.datetime, **words: Any
) -> V:
    """Begin the next version. The caller has locked the consultation, so there is only one draft."""
    last = model._default_manager.filter(consultation=consultation).order_by("-number").first()
    number = last.number + 1 if last else 1
    draft: V = model._default_manager.create(
        consultation=consultation, number=number, saved_at=at, saved_by=by, **words
    )
    return draft


def held_draft(version: V, seen: int | None) -> V:
    """The draft as it is under the lock; refused once it is published, or saved by somebody else since."""
    held: V = type(version)._default_manager.select_for_update(of=("self",)).get(pk=version.pk)
    is_a_draft(held).enforce()
    if seen is not None:
        is_as_seen(seen, held.edit).enforce()
    return held


def save(draft: V, *, by: User, at: dt.datetime) -> None:
    draft.edit += 1
    draft.saved_at, draft.saved_by = at, by
    draft.save()


def publish(draft: V, *, by: User, at: dt.datetime) -> None:
    draft.published_at, draft.published_by = at, by
    draft.save()
