"""The decision: drafted, published with its day and a named officer, corrected by the next version."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.answering import documents, versions
from assembly.consultations.answering.calling import locked_to_answer
from assembly.consultations.answering.rules import all_there
from assembly.consultations.models import Consultation, Decision
from assembly.core.events import record
from assembly.partners.models import Officer

from . import rules


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """What a draft says; `paper` a file, to be kept as a document."""

    words: str
    decided_on: dt.date | None = None
    officer: Officer | None = None
    change_note: str = ""
    paper: Any = None
    drops_paper: bool = False


@transaction.atomic
def draft_decision(
    consultation: Consultation, *, by: User, at: dt.datetime | None = None
) -> Decision:
    """Begin the next version, from the one in force; the draft that there is, is gone on with."""
    at = at or timezone.now()
    held = locked_to_answer(consultation, by, at)
    if draft := versions.draft_of(Decision, held):
        return draft
    before = versions.in_force(Decision, held)
    names = ("words", "decided_on", "officer", "paper")
    words = {name: getattr(before, name) for name in names} if before else {}
    draft = versions.begin(Decision, held, by=by, at=at, **words)
    record("consultations.decision_begun", held, by=by, data={"version": draft.number})
    return draft


@transaction.atomic
def save_decision(
    draft: Decision,
    words: DecisionWords,
    *,
    by: User,
    seen: int | None = None,
    at: dt.datetime | None = None,
) -> Decision:
    """Keep what is typed, finished or not. `seen` is the edit of the draft that the page showed."""
    at = at or timezone.now()
    consultation = locked_to_answer(draft.consultation, by, at)
    held = versions.held_draft(draft, seen)
    if _says_the_same(held, words):
        return held  # the button was pressed twice
    held.words, held.decided_on = words.words, words.decided_on
    held.officer, held.change_note = words.officer, words.change_note
    if words.paper:
        held.paper = documents.keep(words.paper, f"Decision paper: {consultation}", by=by)
    elif words.drops_paper:
        held.paper = None
    versions.save(held, by=by, at=at)
    record(
        "consultations.decision_saved",
        consultation,
        by=by,
        data={"version": held.number, "edit": held.edit},
    )
    return held


def _says_the_same(held: Decision, words: DecisionWords) -> bool:
    if words.paper or words.drops_paper:
        return False
    return (held.words, held.decided_on, held.officer, held.change_note) == (
        words.words,
        words.decided_on,
        words.officer,
        words.change_note,
    )


@transaction.atomic
def publish_decision(
    draft: Decision, *, by: User, seen: int | None = None, at: dt.datetime | None = None
) -> Decision:
    """For everybody, and for good: with the name and post of the officer as they are on this day."""
    at = at or timezone.now()
    consultation = locked_to_answer(draft.consultation, by, at)
    held = versions.held_draft(draft, seen)
    all_there(rules.missing(held, consultation, on=timezone.localdate(at))).enforce()
    held.officer_name = named(held.officer)
    versions.publish(held, by=by, at=at)
    if consultation.decision_published_at is None:
        consultation.decision_published_at = at
        consultation.save(update_fields=["decision_published_at"])
    record("consultations.decision_published", consultation, by=by, data={"version": held.number})
    return held


def named(officer: Officer | None) -> str:
    return str(officer) if officer else ""
