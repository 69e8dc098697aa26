"""Acts on what was typed and not sent: saved for all who may send it, used up by sending, forgotten some time after."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.models import (
    Consultation,
    DraftFile,
    Question,
    QuestionSet,
    ResponseDraft,
    ResponseVersion,
)

from . import rules
from .senders import Sender
from .typed import Merged, Typed, merge


@dataclass(frozen=True, slots=True)
class Page:
    """What one page sent: of its fields, with the files chosen on it, and what it had shown of each field."""

    fields: list[str]
    typed: Typed
    seen: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[Question, UploadedFile] = field(default_factory=dict)


def drafts_of(consultation: Consultation, sender: Sender) -> QuerySet[ResponseDraft]:
    """The one draft of this respondent, if there is one."""
    key = sender.key(consultation)
    return consultation.drafts.filter(**key) if key else consultation.drafts.none()


@transaction.atomic
def save_draft(
    consultation: Consultation,
    sender: Sender,
    asked: QuestionSet,
    page: Page,
    *,
    begun_with: Typed,
    by: User | None,
    at: dt.datetime | None = None,
) -> Merged:
    """Save what one page sent, and return what is kept. What another person changed meanwhile is not written over.

    `begun_with` is what a first draft holds: the response that was sent before. A draft outlives the closing, so that
    nothing typed at the last minute is lost.
    """
    at = at or timezone.now()
    rules.may_keep_draft(consultation, at=at).enforce()
    facts = {"question_set": asked, "saved_at": at, "saved_by": by}
    new, is_new = ResponseDraft.objects.get_or_create(
        consultation=consultation,
        **sender.key(consultation),
        defaults={**facts, "typed": begun_with},
    )
    draft = ResponseDraft.objects.select_for_update().get(pk=new.pk)
    merged = merge(draft.typed, page.typed, page.fields, page.seen)
    if merged.typed != draft.typed or page.files or draft.question_set_id != asked.pk:
        draft.number += 0 if is_new else 1
        draft.typed = merged.typed
        for name, value in facts.items():
            setattr(draft, name, value)
        draft.save()
    _keep_files(draft, page)
    return merged


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
    _drop(draft, keeping={one.file.name for one in version.answers.all()})
    return version


def forget_old_drafts(on: dt.date) -> int:
    """Those of consultations that have been over for as long as drafts are kept."""
    last = on - rules.DRAFTS_KEPT
    over = Q(consultation__closes_on__lt=last) | Q(consultation__withdrawn_on__lt=last)
    found = list(ResponseDraft.objects.filter(over))
    for draft in found:
        _drop(draft, keeping=set())
    return len(found)


def _keep_files(draft: ResponseDraft, page: Page) -> None:
    """A file that was chosen takes the place of the one before; one that was taken out goes."""
    gone = [name for name in page.fields if f"{name}-clear" in draft.typed]
    for kept in draft.files.select_related("question"):
        name = kept.question.field_name
        if name in gone or name in (question.field_name for question in page.files):
            _delete_file(kept)
            kept.delete()
    for question, file in page.files.items():
        DraftFile.objects.create(
            draft=draft, question=question, file=file, file_name=file.name, size=file.size
        )


def _drop(draft: ResponseDraft, *, keeping: set[str | None]) -> None:
    """Delete a draft with its files, but for those that an answer took over."""
    for kept in draft.files.all():
        if kept.file.name not in keeping:
            _delete_file(kept)
    draft.delete()


def _delete_file(kept: DraftFile) -> None:
    storage, name = kept.file.storage, kept.file.name
    transaction.on_commit(lambda: storage.delete(name))
