"""The Board takes a wrong overdue off the record of a public body, with a public reason."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.answering.calling import locked
from assembly.consultations.models import Consultation, OverdueCleared
from assembly.consultations.publishing import speaking
from assembly.consultations.publishing.services import MAY_PUBLISH
from assembly.core.events import record

from . import rules
from .standing import standing_of


@transaction.atomic
def clear_overdue(
    consultation: Consultation, *, reason: str, by: User, at: dt.datetime | None = None
) -> OverdueCleared:
    """It counts as neither overdue nor late from then on, and the page says why."""
    at = at or timezone.now()
    on = timezone.localdate(at)
    held = locked(consultation)
    rules.may_clear(
        is_board=by.has_perm(MAY_PUBLISH), is_of_body=speaking.speaks_for(by, held.body, on)
    ).enforce()
    rules.can_be_cleared(standing_of(held, on)).enforce()
    rules.is_public_reason(reason).enforce()
    cleared = OverdueCleared.objects.create(
        consultation=held, reason=reason.strip(), cleared_at=at, cleared_by=by
    )
    record("consultations.overdue_cleared", held, by=by)
    return cleared
