"""“We asked, you said, we did”: drafted, published once nothing is missing, corrected by the next version."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.answering import documents, versions
from assembly.consultations.answering.calling import locked_to_answer
from assembly.consultations.answering.rules import all_there
from assembly.consultations.models import Consultation, Feedback, FeedbackLine
from assembly.core.events import record

from . import rules
from .selectors import lines_of, themes_of

COPIED = ("you_said", "we_did", "outcome", "reasons")


@dataclass(frozen=True, slots=True)
class LineWords:
    you_said: str = ""
    we_did: str = ""
    outcome: str = ""
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackWords:
    """What a draft says. `lines` by the key of the theme; `report` a file, to be kept as a document."""

    we_asked: str
    lines: Mapping[int, LineWords]
    change_note: str = ""
    report: Any = None
    drops_report: bool = False
    leaves_out: Collection[int] = field(default=())  # themes that were merged into others


@transaction.atomic
def draft_feedback(
    consultation: Consultation, *, by: User, at: dt.datetime | None = None
) -> Feedback:
    """Begin the next version, from the one in force; the draft that there is, is gone on with."""
    at = at or timezone.now()
    held = locked_to_answer(consultation, by, at)
    if draft := versions.draft_of(Feedback, held):
        return draft
    before = versions.in_force(Feedback, held)
    words = (
        {"we_asked": before.we_asked, "report": before.report}
        if before
        else {"we_asked": held.page.purpose or held.page.summary}
    )
    draft = versions.begin(Feedback, held, by=by, at=at, **words)
    old = {line.theme_id: line for line in lines_of(before)} if before else {}
    FeedbackLine.objects.bulk_create(
        FeedbackLine(
            feedback=draft,
            theme=theme,
            position=theme.position,
            theme_name=theme.name,
            **{name: getattr(old[theme.pk], name) for name in COPIED if theme.pk in old},
        )
        for theme in themes_of(held)
    )
    record("consultations.feedback_begun", held, by=by, data={"version": draft.number})
    return draft


@transaction.atomic
def save_feedback(
    draft: Feedback,
    words: FeedbackWords,
    *,
    by: User,
    seen: int | None = None,
    at: dt.datetime | None = None,
) -> Feedback:
    """Keep what is typed, finished or not. `seen` is the edit of the draft that the page showed."""
    at = at or timezone.now()
    consultation = locked_to_answer(draft.consultation, by, at)
    held = versions.held_draft(draft, seen)
    if _says_the_same(held, words):
        return held  # the button was pressed twice
    held.we_asked, held.change_note = words.we_asked, words.change_note
    if words.report:
        title = f"Report of views: {consultation}"
        held.report = documents.keep(words.report, title, by=by)
    elif words.drops_report:
        held.report = None
    versions.save(held, by=by, at=at)
    _save_lines(held, words)
    record(
        "consultations.feedback_saved",
        consultation,
        by=by,
        data={"version": held.number, "edit": held.edit},
    )
    return held


def _says_the_same(held: Feedback, words: FeedbackWords) -> bool:
    if words.report or words.drops_report or words.leaves_out:
        return False
    if (held.we_asked, held.change_note) != (words.we_asked, words.change_note):
        return False
    names = {theme.pk: theme.name for theme in themes_of(held.consultation)}
    kept = {
        line.theme_id: LineWords(*(getattr(line, name) for name in COPIED))
        for line in held.lines.all()
        if line.theme_name == names.get(line.theme_id, line.theme_name)
    }
    return all(kept.get(pk) == said for pk, said in words.lines.items())


def _save_lines(held: Feedback, words: FeedbackWords) -> None:
    """With the names that the themes have today; a theme that was merged away keeps its line until it is left out."""
    held.lines.filter(theme__in=words.leaves_out).exclude(theme__merged_into=None).delete()
    known = {line.theme_id: line for line in held.lines.all()}
    themes = {theme.pk: theme for theme in themes_of(held.consultation)}
    for pk, said in words.lines.items():
        line = known.get(pk)
        if line is None and pk in themes:
            line = FeedbackLine(feedback=held, theme=themes[pk])
        if line is None:
            continue
        if pk in themes:
            line.position, line.theme_name = themes[pk].position, themes[pk].name
        for name in COPIED:
            setattr(line, name, getattr(said, name))
        line.save()


@transaction.atomic
def publish_feedback(
    draft: Feedback, *, by: User, seen: int | None = None, at: dt.datetime | None = None
) -> Feedback:
    """For everybody, and for good. The first version is the feedback that was due."""
    at = at or timezone.now()
    consultation = locked_to_answer(draft.consultation, by, at)
    held = versions.held_draft(draft, seen)
    all_there(rules.missing(held, lines_of(held), themes_of(consultation))).enforce()
    versions.publish(held, by=by, at=at)
    if consultation.feedback_given_at is None:
        consultation.feedback_given_at = at
        consultation.save(update_fields=["feedback_given_at"])
    record("consultations.feedback_published", consultation, by=by, data={"version": held.number})
    return held
