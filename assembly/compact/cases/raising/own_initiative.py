"""A case that the site drafts for the Compact Board. It tells nobody and is on no list until the Board takes it up."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import life
from assembly.compact.cases.subjects import Facts
from assembly.compact.models import Case, Step, Undertaking
from assembly.compact.signatories.services import held as locked
from assembly.core.events import record

from .complaints import Complaint
from .held import held_to
from .services import write


@transaction.atomic
def draft(
    about: tuple[str, int],
    facts: Facts,
    undertakings: Sequence[Undertaking],
    account: str,
    *,
    by: User,
    at: dt.datetime | None = None,
) -> Case | None:
    """Once for each subject. Without another side or an undertaking there is nothing to draft."""
    at = at or timezone.now()
    on = timezone.localdate(at)
    if facts.against is None or not undertakings:
        return None
    against = locked(facts.against)
    kind, pk = about
    if Case.objects.filter(raised=Case.Raised.BOARD, about_kind=kind, about_id=pk).exists():
        return None
    held = held_to(against, facts.happened_on)
    if held.edition is None:
        return None
    complaint = Complaint(
        against=against,
        happened_on=facts.happened_on,
        undertakings=undertakings,
        account=account,
        about=about,
    )
    case = write(complaint, None, facts, held, by=None, at=at)
    life.begin(case, Step.DRAFT, on=on)
    record("compact.case_drafted", case, by=by, data={"subject": kind, "of": pk})
    return case
