"""Acts on what was typed and not sent: saved for all who may send it, used up by sending, forgotten some time after."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.models import (
    Answer,
    Consultation,
    DraftFile,
    Question,
    QuestionSet,
    ResponseDraft,
    ResponseVersion,
)

from . import rules
from .selectors import drafts_of, speaks_for
from .senders import Sender
from .typed import Typed, merge


@dataclass(frozen=True, slots=True)
class Page:
    """What one page sent: of its fields, with the files chosen on it, and what it had shown of each field."""

    asked: QuestionSet
    fields: list[str]
    typed: Typed
    seen: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[Question, UploadedFile] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Begun:
    """What a first draft starts with: nothing, or the response that was sent before."""

    typed: Typed = field(default_factory=dict)
    answers: Iterable[Answer] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """What another person typed into fields that both changed, who saved it and when. Those fields are not saved."""

    clashes: dict[str, Typed]
    other: User | None
    at: dt.datetime


@transaction.atomic
def save_draft(
    consultation: Consultation,
    sender: Sender,
    page: Page,
    *,
    begun: Callable[[], Begun],
    by: User | None,
    at: dt.datetime | None = None,
) -> Saved:
    """Save what one page sent. What another person changed meanwhile is not written over, but returned.

    A draft outlives the closing, so that nothing typed at the last minute is lost.
    """
    at = at or timezone.now()
    speaks = speaks_for(sender, by)
    rules.may_keep_draft(consultation, speaks_for_sender=speaks, at=at).enforce()
    facts = {"question_set": page.asked, "saved_at": at, "saved_by": by}
    draft, is_new = _draft_of(consultation, sender, begun, facts)
    merged = merge(draft.typed, page.typed, page.fields, page.seen)
    saved = Saved(merged.clashes, draft.saved_by, draft.saved_at)
    gone = [name for name in page.fields if merged.typed.pop(f"{name}-clear", None)]
    _keep_files(draft, page, gone)
    if merged.typed != draft.typed or page.files or gone or draft.question_set_id != page.asked.pk:
        facts |= {"typed": merged.typed, "number": draft.number + (0 if is_new else 1)}
        ResponseDraft.objects.filter(pk=draft.pk).update(**facts)
    return saved


def _draft_of(
    consultation: Consultation,
    sender: Sender,
    begun: Callable[[], Begun],
    facts: Mapping[str, Any],
) -> tuple[ResponseDraft, bool]:
    """The draft, locked, and whether it was begun just now. One that is sent meanwhile is begun again."""
    locked = drafts_of(consultation, sender).select_for_update(of=("self",))
    if found := locked.select_related("saved_by").first():
        return found, False
    start = begun()
    new, is_new = ResponseDraft.objects.get_or_create(
        consultation=consultation,
        **sender.key(consultation),
        defaults={**facts, "typed": start.typed},
    )
    if not is_new:
        return _draft_of(consultation, sender, begun, facts)
    _take_over_files(new, start.answers)
    return new, True


@transaction.atomic
def send_draft(
    draft: ResponseDraft, number: int, sending: Callable[[], ResponseVersion]
) -> ResponseVersion:
    """Send what a draft holds, if it still is what its sender checked. The draft is used up.

    The draft is locked before the consultation, so that nobody saves into it while it is sent.
    """
    locked = ResponseDraft.objects.select_for_update().filter(pk=draft.pk).first()
    rules.is_as_checked(locked, number).enforce()
    version = sending()
    _drop(draft)
    return version


def forget_old_drafts(on: dt.date) -> int:
    """Those of consultations that have been over for as long as drafts are kept."""
    last = on - rules.DRAFTS_KEPT
    over = Q(consultation__closes_on__lt=last) | Q(consultation__withdrawn_on__lt=last)
    found = list(ResponseDraft.objects.filter(over))
    for draft in found:
        _drop(draft)
    return len(found)


def _take_over_files(draft: ResponseDraft, answers: Iterable[Answer]) -> None:
    """Not copied: the draft and the answer that was sent lead to the same file."""
    DraftFile.objects.bulk_create(
        DraftFile(
            draft=draft,
            question_id=one.question_id,
            file=one.file.name,
            file_name=one.file_name,
            size=one.size or 0,
        )
        for one in answers
        if one.file
    )


def _keep_files(draft: ResponseDraft, page: Page, gone: list[str]) -> None:
    """A file that was chosen replaces the one before; one that was taken out is deleted."""
    going = {*gone, *(question.field_name for question in page.files)}
    for kept in draft.files.select_related("question"):
        if kept.question.field_name in going:
            _delete(kept)
    for question, file in page.files.items():
        DraftFile.objects.create(
            draft=draft,
            question=question,
            file=file,
            file_name=file.name or "",
            size=file.size or 0,
        )


def _drop(draft: ResponseDraft) -> None:
    for kept in draft.files.all():
        _delete(kept)
    draft.delete()


def _delete(kept: DraftFile) -> None:
    """With its file, unless an answer leads to that too."""
    storage, name = kept.file.storage, kept.file.name or ""
    sent = Answer.objects.filter(version__response__consultation=kept.draft.consultation_id)
    if not sent.filter(file=name).exists():
        transaction.on_commit(lambda: storage.delete(name))
    kept.delete()
