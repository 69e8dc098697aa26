"""Freeze the figures of the sector on a day."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.membership import rules, sector
from assembly.membership.models import SectorSnapshot


@transaction.atomic
def freeze_sector(title: str, *, by: User, on: dt.date | None = None) -> SectorSnapshot:
    """Keep today's figures under a title; they never change again, and the act is recorded."""
    is_taken = SectorSnapshot.objects.filter(title=title).exists()
    rules.sector.may_freeze(title, is_taken=is_taken).enforce()
    snapshot = SectorSnapshot.objects.create(
        title=title,
        taken_on=on or timezone.localdate(),
        figures=sector.figures().as_data(),
        frozen_by=by,
    )
    record("membership.snapshot_frozen", snapshot, by=by)
    return snapshot
