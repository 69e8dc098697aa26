"""Take a file in, check it, apply it. The worker does what takes long; every step is safe to run twice."""

import logging
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.db import OperationalError, transaction
from django.utils import timezone

from assembly.core import jobs
from assembly.core.rules import Refusal

from . import content, kinds, rules
from .kinds import Kind, Report
from .models import Upload

log = logging.getLogger(__name__)

# Up to so many bytes are checked and applied while the person waits.
AT_ONCE = 500_000
STEP = 5_000
FAULT = (
    "{} could not be finished because of a fault on this site, and none of it was applied. "
    "Tell the person who looks after the server: the fault is in its log."
)


def receive(kind: Kind, file: IO[bytes], name: str, options: dict[str, Any], *, by: Any) -> Upload:
    """Keep the file, and have it checked. The same file again, while it waits, is the same upload."""
    upload = _keep(kind, file, name, options, by)
    _go_on(upload)
    return upload


def order(upload: Upload, *, by: Any, answers: Mapping[str, Any] | None = None) -> Upload:
    """Have it applied, as was chosen."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        rules.may_be_applied(upload).enforce()
        upload.state, upload.ordered_by = Upload.State.ORDERED, by
        upload.options = {**upload.options, **(answers or {})}
        upload.save(update_fields=["state", "ordered_by", "options"])
    _go_on(upload)
    return upload


@transaction.atomic
def discard(upload: Upload) -> None:
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    rules.may_be_discarded(upload).enforce()
    upload.delete()


def work_off(pk: int) -> None:
    """Do what this upload waits for, if it still does."""
    upload = Upload.objects.filter(pk=pk).first()
    kind = kinds.accepted.get(upload.kind) if upload else None
    if upload is None or kind is None:
        return
    if upload.state == Upload.State.RECEIVED:
        _check(upload, kind)
    elif upload.state == Upload.State.ORDERED:
        _apply(upload, kind)


def work_off_all() -> None:
    """Make good what a lost job left."""
    waiting = Upload.objects.filter(state__in=[Upload.State.RECEIVED, Upload.State.ORDERED])
    for pk in waiting.order_by("pk").values_list("pk", flat=True):
        work_off(pk)


@transaction.atomic
def _keep(kind: Kind, file: IO[bytes], name: str, options: dict[str, Any], by: Any) -> Upload:
    with content.opened(file, name, zipped=kind.zipped) as (unpacked, inner):
        upload = Upload.objects.create(
            kind=kind.code, file_name=inner[-255:], size=0, options=options, uploaded_by=by
        )
        content.keep(upload, unpacked, kind.largest)
    return _earlier_one(upload) or upload


def _earlier_one(upload: Upload) -> Upload | None:
    """The same file, not applied yet: it takes the place of this one, and is checked afresh."""
    earlier = (
        Upload.objects.select_for_update()
        .filter(kind=upload.kind, sha256=upload.sha256, options=upload.options)
        .filter(state__in=[Upload.State.RECEIVED, Upload.State.CHECKED])
        .exclude(pk=upload.pk)
        .first()
    )
    if earlier:
        upload.delete()
        earlier.state, earlier.rows_read, earlier.refusal = Upload.State.RECEIVED, 0, ""
        earlier.save(update_fields=["state", "rows_read", "refusal"])
    return earlier


def _go_on(upload: Upload) -> None:
    if upload.size <= AT_ONCE or not settings.BACKGROUND_JOBS:
        work_off(upload.pk)
        upload.refresh_from_db()
    else:
        jobs.after_commit("assembly.core.tasks.work_off_upload", upload.pk)


def _check(upload: Upload, kind: Kind) -> None:
    """Read it against what is there now, and keep what was found. Nothing else is written."""

    def progress(rows: int) -> None:
        if rows % STEP == 0:
            Upload.objects.filter(pk=upload.pk).update(rows_read=rows)

    try:
        with content.on_disk(upload) as path:
            report = kind.check(path, upload.options, progress)
    except Refusal as problem:
        report = Report(refusal=str(problem))
    except OperationalError:
        raise  # the database is busy: the job is run again
    except Exception:  # a fault of ours: the log has it, and the person is told whom to ask
        log.exception("The check of upload %s failed.", upload.pk)
        report = Report(refusal=FAULT.format(upload))
    Upload.objects.filter(pk=upload.pk, state=Upload.State.RECEIVED).update(
        state=Upload.State.CHECKED,
        report=report.as_json() | {"choosable": bool(kind.choices) and not report.refusal},
        refusal=report.refusal,
    )


def _apply(upload: Upload, kind: Kind) -> None:
    try:
        with content.on_disk(upload) as path, transaction.atomic():
            ordered = Upload.objects.select_for_update().get(pk=upload.pk)
            if ordered.state != Upload.State.ORDERED:
                return
            report = kind.carry_out(path, ordered.options, ordered.ordered_by)
            ordered.state, ordered.applied_at = Upload.State.APPLIED, timezone.now()
            ordered.report, ordered.refusal = report.as_json(), ""
            ordered.save(update_fields=["state", "applied_at", "report", "refusal"])
            ordered.parts.all().delete()
    except Refusal as problem:
        _give_back(upload, str(problem))
    except OperationalError:
        raise  # the database is busy: the job is run again
    except Exception:  # as above; without it the upload would wait for ever
        log.exception("Upload %s could not be applied.", upload.pk)
        _give_back(upload, FAULT.format(upload))


def _give_back(upload: Upload, refusal: str) -> None:
    """It was refused whole: say why. What was found in it before stays on the page."""
    Upload.objects.filter(pk=upload.pk, state=Upload.State.ORDERED).update(
        state=Upload.State.CHECKED, refusal=refusal
    )
