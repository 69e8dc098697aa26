"""Notes are taken, summed up and, where they must go, withdrawn; who said an unattributed one is kept for one person.

No line of the record, and no log, says who said an unattributed note, or who wrote it down.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.days import months_after
from assembly.core.events import record
from forums.minutes import rules as minutes_rules
from forums.minutes.services import begin
from forums.models import AgendaItem, GroupMeeting, Note, NoteSource, SourceReading, SummaryPoint

from . import complaints, rules


@transaction.atomic
def take_note(
    meeting: GroupMeeting, note: Note, *, by: User, said_by: str = "", at: dt.datetime | None = None
) -> Note:
    """Add a note at the end. Who said an unattributed one is kept for the convenor of that day; without one, not."""
    at = at or timezone.now()
    meeting, minutes = begin(meeting, at)
    minutes_rules.may_add(minutes).enforce()
    same = meeting.notes.filter(
        text=note.text,
        item=note.item,
        organisation=note.organisation,
        unattributed=note.unattributed,
    )
    rules.may_take(note, said_by=said_by, is_there=same.exists()).enforce()
    last = meeting.notes.aggregate(last=Max("number"))["last"] or 0
    note.meeting, note.number = meeting, last + 1
    note.save(force_insert=True)
    if note.unattributed:
        _keep_source(note, said_by, timezone.localdate(at))
        record("forums.unattributed_note_taken", meeting, by=None)
    else:
        record("forums.note_taken", meeting, by=by, data={"note": note.number})
    return note


def _keep_source(note: Note, said_by: str, on: dt.date) -> None:
    moderator = note.meeting.group.convenor_on(on)
    if said_by and moderator:
        NoteSource.objects.create(
            note=note,
            said_by=said_by,
            moderator=moderator,
            kept_until=months_after(on, rules.MONTHS_OF_SOURCES),
        )


@transaction.atomic
def drop_note(note: Note, *, by: User, at: dt.datetime | None = None) -> None:
    """Take a note of the draft away. Its number is not given again while a later one is there."""
    meeting, minutes = begin(note.meeting, at or timezone.now())
    minutes_rules.may_add(minutes).enforce()
    rules.may_drop(note, has_points=note.points.exists()).enforce()
    number, who = note.number, None if note.unattributed else by
    note.delete()
    record("forums.note_dropped", meeting, by=who, data={"note": number})


@transaction.atomic
def add_point(
    meeting: GroupMeeting,
    text: str,
    notes: Sequence[Note],
    *,
    by: User,
    item: AgendaItem | None = None,
    at: dt.datetime | None = None,
) -> SummaryPoint:
    """Sum up what these notes say."""
    meeting, minutes = begin(meeting, at or timezone.now())
    minutes_rules.may_add(minutes).enforce()
    own = list(meeting.notes.filter(pk__in=[note.pk for note in notes]))
    is_there = meeting.points.filter(text=text, item=item).exists()
    rules.may_summarise(own, is_there=is_there).enforce()
    point = SummaryPoint.objects.create(meeting=meeting, item=item, text=text)
    point.notes.set(own)
    record("forums.point_added", meeting, by=by, data={"point": point.pk})
    return point


@transaction.atomic
def drop_point(point: SummaryPoint, *, by: User, at: dt.datetime | None = None) -> None:
    meeting, minutes = begin(point.meeting, at or timezone.now())
    minutes_rules.may_add(minutes).enforce()
    pk = point.pk
    point.delete()
    record("forums.point_dropped", meeting, by=by, data={"point": pk})


@transaction.atomic
def withdraw_note(note: Note, reason: str, *, by: User, at: dt.datetime | None = None) -> Note:
    """Take the words of a published note off the site for good; its number and the reason stay."""
    at = at or timezone.now()
    meeting, _ = begin(note.meeting, at)
    note = Note.objects.select_for_update(of=("self",)).get(pk=note.pk)
    rules.may_withdraw(note, reason).enforce()
    note.text, note.organisation = "", None
    note.withdrawn_on, note.withdrawn_because = timezone.localdate(at), reason
    note.save()
    record("forums.note_withdrawn", meeting, by=by, data={"note": note.number})
    return note


@transaction.atomic
def read_source(
    source: NoteSource, reason: str, *, by: User, at: dt.datetime | None = None
) -> NoteSource:
    """Give the moderator who said it. The reading is kept with its reason, and recorded without."""
    at = at or timezone.now()
    is_held = source.note_id in complaints.notes_complained_of()
    on = timezone.localdate(at)
    rules.may_read_source(source, reason, by=by, is_held=is_held, on=on).enforce()
    SourceReading.objects.create(source=source, at=at, reason=reason)
    record("forums.source_read", source.note.meeting, by=by, data={"note": source.note.number})
    return source


def forget_sources(on: dt.date) -> int:
    """Remove who said the notes of a year ago; not while somebody's complaint about one is open."""
    old = NoteSource.objects.filter(kept_until__lte=on)
    found = old.exclude(note__in=complaints.notes_complained_of())
    number = found.count()
    found.delete()
    return number
