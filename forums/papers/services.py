"""Adding papers to a meeting, and removing them with a reason."""

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.documents import uploads
from assembly.core.events import record
from forums.meetings.services import lock
from forums.models import MeetingPaper

from . import rules


@transaction.atomic
def add_paper(
    paper: MeetingPaper, file: "UploadedFile[bytes]", *, by: User, at: dt.datetime | None = None
) -> MeetingPaper:
    """`paper` names its meeting, item and title. The file has been looked at (`uploads.may_be_handed_in`)."""
    at = at or timezone.now()
    paper.meeting = meeting = lock(paper.meeting)
    known = meeting.papers.there().filter(title__iexact=paper.title).exists()
    rules.may_be_added(meeting, paper.title, known=known, at=at).enforce()
    uploads.may_be_handed_in(file, file.name or "", file.size or 0).enforce()
    paper.file, paper.size = file, file.size or 0
    paper.uploaded_by, paper.uploaded_at = by, at
    paper.save(force_insert=True)
    record("forums.paper_added", meeting, by=by, data={"paper": paper.pk})
    return paper


@transaction.atomic
def remove_paper(
    paper: MeetingPaper, because: str, *, by: User, at: dt.datetime | None = None
) -> MeetingPaper:
    """The file is deleted once this is committed; title and reason stay."""
    meeting = lock(paper.meeting)
    paper = meeting.papers.select_for_update().get(pk=paper.pk)
    rules.may_be_removed(paper, because).enforce()
    storage, name = paper.file.storage, paper.file.name or ""
    paper.file = ""
    paper.removed_by, paper.removed_at = by, at or timezone.now()
    paper.removed_because = because.strip()
    paper.save()
    record("forums.paper_removed", meeting, by=by, data={"paper": paper.pk})
    transaction.on_commit(lambda: storage.delete(name), robust=True)
    return paper
