"""Notes word for word, and the summary that leads back to them: drafted, checked for names, published, corrected."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.drafts import is_as_seen, says_what_changed
from assembly.consultations.models import ConsultationEvent, EventPaper
from assembly.core.events import record

from . import rules
from .services import held, published
from .wording import cited

# One person of the Support Unit or of the Assembly Board is enough, as for the text of a page.
MAY_TAKE_OFF = "core.hide_text"
Part = EventPaper.Part


@transaction.atomic
def save_draft(
    event: ConsultationEvent,
    part: str,
    text: str,
    *,
    seen: int,
    by: User,
    at: dt.datetime | None = None,
) -> EventPaper:
    """Keep a draft; `seen` is the edit that the page showed, 0 where there was no draft."""
    at = at or timezone.now()
    event = held(event, by, at)
    rules.may_write(event, at=at).enforce()
    draft = event.papers.filter(part=part, published_at=None).first()
    if draft and draft.text == text:
        return draft
    is_as_seen(seen, draft.edit if draft else 0).enforce()
    draft = _write(event, part, draft, text, by, at)
    record(
        "consultations.event_paper_drafted",
        event.consultation,
        by=by,
        data={"event": event.pk, "part": part, "version": draft.number},
    )
    return draft


def _write(
    event: ConsultationEvent,
    part: str,
    draft: EventPaper | None,
    text: str,
    by: User,
    at: dt.datetime,
) -> EventPaper:
    if draft:
        draft.text, draft.edit, draft.saved_at, draft.saved_by = text, draft.edit + 1, at, by
        draft.save()
        return draft
    last = event.papers.filter(part=part).aggregate(last=Max("number"))["last"] or 0
    return EventPaper.objects.create(
        event=event, part=part, number=last + 1, text=text, saved_at=at, saved_by=by
    )


@dataclass(frozen=True, slots=True)
class Checked:
    """What was said on the page that shows the draft once more; `seen` is the edit that it showed."""

    seen: int
    names_people: bool | None
    change_note: str = ""


@transaction.atomic
def publish_draft(
    event: ConsultationEvent,
    part: str,
    checked: Checked,
    *,
    by: User,
    at: dt.datetime | None = None,
) -> EventPaper:
    """Publish what was read on the page that asks whether it names people. Notes go with who came."""
    at = at or timezone.now()
    event = held(event, by, at)
    rules.may_write(event, at=at).enforce()
    draft = event.papers.filter(part=part, published_at=None).first()
    is_as_seen(checked.seen, draft.edit if draft else 0).enforce()
    before = published(event, part)
    text = draft.text if draft else ""
    if part == Part.NOTES:
        old = before.text if before else ""
        rests_on = _rests_on(event)
        rules.may_publish_notes(
            event, text, old, names_people=checked.names_people, rests_on=rests_on
        ).enforce()
    else:
        notes = published(event, Part.NOTES)
        rules.may_publish_summary(text, notes, names_people=checked.names_people).enforce()
    assert draft  # noqa: S101 - the rules refuse an empty text
    rules.is_a_change(text, before).enforce()
    says_what_changed(draft.number, checked.change_note).enforce()
    draft.published_at, draft.published_by = at, by
    draft.change_note = checked.change_note.strip() if draft.number > 1 else ""
    draft.save()
    record(
        f"consultations.event_{part}_published",
        event.consultation,
        by=by,
        data={"event": event.pk, "version": draft.number},
    )
    return draft


def _rests_on(event: ConsultationEvent) -> Collection[int]:
    summary = published(event, Part.SUMMARY)
    return cited(summary.text) if summary and summary.is_readable else ()


def publish_notes(
    event: ConsultationEvent,
    text: str,
    *,
    by: User,
    change_note: str = "",
    at: dt.datetime | None = None,
) -> EventPaper:
    """Write and publish notes that name nobody, in one go."""
    return _in_one_go(event, Part.NOTES, text, by=by, change_note=change_note, at=at)


def publish_summary(
    event: ConsultationEvent,
    text: str,
    *,
    by: User,
    change_note: str = "",
    at: dt.datetime | None = None,
) -> EventPaper:
    """Write and publish a summary whose paragraphs name notes, such as [1, 4]."""
    return _in_one_go(event, Part.SUMMARY, text, by=by, change_note=change_note, at=at)


@transaction.atomic
def _in_one_go(
    event: ConsultationEvent,
    part: str,
    text: str,
    *,
    by: User,
    change_note: str,
    at: dt.datetime | None,
) -> EventPaper:
    draft = event.papers.filter(part=part, published_at=None).first()
    draft = save_draft(event, part, text, seen=draft.edit if draft else 0, by=by, at=at)
    checked = Checked(draft.edit, names_people=False, change_note=change_note)
    return publish_draft(event, part, checked, by=by, at=at)


@transaction.atomic
def take_off(
    paper: EventPaper, because: str, *, by: User, at: dt.datetime | None = None
) -> EventPaper:
    """Off the site at once; the page says that it was there, and why it went. A new version can be published."""
    at = at or timezone.now()
    rules.has_the_office(holds=by.has_perm(MAY_TAKE_OFF)).enforce()
    event = ConsultationEvent.objects.select_for_update().get(pk=paper.event_id)
    paper = EventPaper.objects.get(pk=paper.pk)
    rules.may_take_off(paper, because, is_newest=published(event, paper.part) == paper).enforce()
    paper.taken_off_at, paper.taken_off_by = at, by
    paper.taken_off_because = because.strip()
    paper.save()
    record(
        "consultations.event_paper_taken_off",
        event.consultation,
        by=by,
        data={"event": event.pk, "part": paper.part, "version": paper.number},
    )
    return paper
