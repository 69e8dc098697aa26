"""A finding that is public is corrected or retracted by two members of the Board. It stays, with the note above it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import telling, visible
from assembly.compact.cases.standing import Standing
from assembly.compact.models import Case, Finding, FindingNote, Side
from assembly.core.clean_text import clean
from assembly.core.events import record
from assembly.core.rules import ALLOWED, Ruling, refused, says_why

from . import rules, selectors
from .held import held

NOTE_PROPOSED = "compact/case_note_proposed"
NOTE_CONFIRMED = "compact/case_note_confirmed"


def may_propose(found: Standing, words: str = "-") -> Ruling:
    """Before it is public there is an appeal; afterwards this."""
    ruling = rules.is_of_the_board(found)
    if ruling and not visible.has_public_finding(found.case, found.on):
        return refused("The finding is not public yet, so there is nothing to correct in public.")
    if ruling and (finding := selectors.standing_finding(found.case)):
        ruling = _nothing_waits(finding)
    return ruling and says_why(
        words, "Say what was wrong and what is right. Everybody will read it."
    )


def _nothing_waits(finding: Finding) -> Ruling:
    if selectors.is_retracted(finding):
        return refused("This finding has been retracted, so nothing more is changed in it.")
    if finding.notes.filter(confirmed_at=None).exists():
        return refused(
            "Another correction or retraction of this finding waits for a second member of the Board. Confirm or drop "
            "it first."
        )
    return ALLOWED


def may_confirm(found: Standing, note: FindingNote) -> Ruling:
    """A second member of the Board, without an interest like the first."""
    if note.confirmed_at:
        return refused("This has been confirmed already.")
    ruling = rules.is_of_the_board(found)
    if ruling and note.by_id == found.user.pk:
        return refused(
            "You proposed this, so another member of the Compact Board has to confirm it."
        )
    return ruling


def may_drop(found: Standing, note: FindingNote) -> Ruling:
    if note.confirmed_at:
        return refused("This has been confirmed, so it stays.")
    return rules.is_of_the_board(found)


@transaction.atomic
def propose_note(
    case: Case,
    kind: str,
    words: str,
    *,
    looked_at: bool = False,
    by: User,
    at: dt.datetime | None = None,
) -> FindingNote:
    """Of the finding that counts. Nobody outside the Board sees it before a second member confirms it."""
    at = at or timezone.now()
    found = held(case, by=by, at=at)
    words = clean(words).strip()
    finding = selectors.standing_finding(found.case)
    same = FindingNote.objects.filter(finding=finding, kind=kind, words=words, by=by)
    if finding and (before := same.filter(confirmed_at=None).first()):
        return before
    may_propose(found, words).enforce()
    assert finding  # noqa: S101 - one that is public is there
    if kind not in FindingNote.Kind.values:
        refused("Choose whether you correct the finding or retract it.").enforce()
    rules.is_looked_at([words], looked_at=looked_at).enforce()
    note = FindingNote.objects.create(
        finding=finding, kind=kind, words=words, by=by, proposed_at=at
    )
    record("compact.case_note_proposed", found.case, by=by, data={"note": note.pk, "kind": kind})
    others = [one for one in telling.of_board(found.case, found.on) if one.pk != by.pk]
    telling.tell(found.case, others, NOTE_PROPOSED)
    return note


@transaction.atomic
def confirm_note(note: FindingNote, *, by: User, at: dt.datetime | None = None) -> FindingNote:
    """From now on everybody reads it above the finding. A finding that was retracted counts in no figure."""
    at = at or timezone.now()
    found = held(note.finding.case, by=by, at=at)
    note = _there(note)
    may_confirm(found, note).enforce()
    note.confirmed_by, note.confirmed_at = by, at
    note.save(update_fields=["confirmed_by", "confirmed_at"])
    record(
        "compact.case_note_confirmed",
        found.case,
        by=by,
        data={"note": note.pk, "kind": note.kind},
    )
    for side in Side:
        telling.tell_side(found.case, side, NOTE_CONFIRMED, on=found.on)
    return note


@transaction.atomic
def drop_note(note: FindingNote, *, by: User, at: dt.datetime | None = None) -> None:
    """What was only proposed is deleted."""
    at = at or timezone.now()
    found = held(note.finding.case, by=by, at=at)
    note = _there(note)
    may_drop(found, note).enforce()
    record("compact.case_note_dropped", found.case, by=by, data={"note": note.pk})
    note.delete()


def _there(note: FindingNote) -> FindingNote:
    there = FindingNote.objects.filter(pk=note.pk).first()
    if there is None:
        refused("Somebody else has dropped this.").enforce()
    assert there  # noqa: S101 - refused above
    return there
