"""What the record of meetings holds of a person: actions they took on, sources entrusted to them."""

import datetime as dt
from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.accounts.portability import DataPart
from forums.models import Action, Attendance, NoteSource, SourceReading
from forums.notes.complaints import notes_complained_of


def reasons_to_stay(user: User) -> Iterable[str]:
    """Who said a note goes with the account, and is kept while a complaint about the note is open."""
    kept = NoteSource.objects.filter(moderator=user, note__in=notes_complained_of())
    if kept.exists():
        yield (
            "You were told who said a note of a meeting about which a complaint is open: close your account once it "
            "is decided."
        )


def erase(user: User, on: dt.date) -> None:
    """The actions stay, of a former user; who said unattributed notes goes with the one who was told."""
    Action.objects.filter(person=user).update(person=None)
    NoteSource.objects.filter(moderator=user).delete()


def data_about(user: User) -> Iterable[DataPart]:
    actions = Action.objects.filter(person=user).select_related("meeting__group")
    yield DataPart(
        "Actions you took on at meetings",
        tuple(
            {
                "meeting": str(one.meeting),
                "action": one.text,
                "by": one.due_on,
                "outcome": one.words or "open",
            }
            for one in actions
        ),
    )
    rows = Attendance.objects.filter(appointment__user=user).select_related("meeting__group")
    yield DataPart(
        "Meetings at which your seat was noted",
        tuple({"meeting": str(one.meeting), "how": one.get_how_display()} for one in rows),
    )
    # Of the sources themselves, which are about others, nothing.
    readings = SourceReading.objects.filter(source__moderator=user).select_related("source__note")
    yield DataPart(
        "Unattributed notes whose source you looked up",
        tuple(
            {"note": str(one.source.note), "at": one.at, "reason": one.reason} for one in readings
        ),
    )
