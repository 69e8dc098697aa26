"""May this note be taken, this point be made, this source be read?"""

import datetime as dt
from collections.abc import Collection

from assembly.accounts.models import User
from assembly.core.rules import ALLOWED, Ruling, refused, says_why
from forums.models import Note, NoteSource

# For how long one person can still find out who said an unattributed note.
MONTHS_OF_SOURCES = 12
WITHOUT_REASON = (
    "Say why you are withdrawing the note. Everybody can read your reason in its place."
)
WHY_READ = "Say why you need to know. The reason is recorded."
WITHOUT_NOTES = "Choose at least one note that this point is based on."


def may_take(note: Note, *, said_by: str, is_there: bool) -> Ruling:
    """An unattributed note names nobody; of any other, who said it is an organisation."""
    if is_there:
        return refused("This note has already been saved.")
    if note.unattributed and note.organisation:
        return refused(
            "An unattributed note names no organisation. Leave the organisation empty, or untick “Unattributed”."
        )
    if said_by and not note.unattributed:
        return refused(
            "“Who said it” is only for an unattributed note. Choose the organisation instead, or tick "
            "“Unattributed”."
        )
    return ALLOWED


def may_drop(note: Note, *, has_points: bool) -> Ruling:
    if has_points:
        return refused(
            f"A point in the summary is based on note {note.number}. Remove the point first."
        )
    return ALLOWED


def may_summarise(notes: Collection[Note], *, is_there: bool) -> Ruling:
    """A summary says nothing that no note says."""
    if not notes:
        return refused(WITHOUT_NOTES)
    if is_there:
        return refused("This point has already been saved.")
    return ALLOWED


def may_withdraw(note: Note, reason: str) -> Ruling:
    if note.withdrawn_on:
        return refused("This note has already been withdrawn.")
    return says_why(reason, WITHOUT_REASON)


def may_read_source(
    source: NoteSource, reason: str, *, by: User, is_held: bool, on: dt.date
) -> Ruling:
    """Only the moderator who was told, for a reason, and not after its last day, whether or not a job has run.

    `is_held`: a complaint about the note is open, so it is known for longer.
    """
    if by.pk != source.moderator_id:
        return refused(
            "Only the person who was convenor when the note was taken can look up who said this."
        )
    if source.kept_until <= on and not is_held:
        return refused("The record of who said this has been deleted, so nobody can look it up.")
    return says_why(reason, WHY_READ)
