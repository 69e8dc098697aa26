"""Acts on the public words of a case. What was decided stays shown; the words come back by the clock."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases import life, visible
from assembly.compact.cases.standing import standing
from assembly.compact.models import Case, HiddenCase
from assembly.core.clean_text import clean
from assembly.core.events import record
from assembly.core.hiding import rules as hiding

from . import rules


@transaction.atomic
def hide(case: Case, reason: str, *, by: User, at: dt.datetime | None = None) -> HiddenCase:
    """Hide the words now. They are shown again by themselves unless a second person confirms it in time."""
    case = life.lock(case)
    at = at or timezone.now()
    on = timezone.localdate(at)
    last = case.hidings.first()
    rules.may_hide(
        standing(case, by, on),
        by,
        at,
        is_listed=visible.is_listed(case, on),
        is_hidden=last is not None and last.is_in_force(at),
        last=last,
    ).enforce()
    hiding.has_reason(reason).enforce()
    hidden = HiddenCase.objects.create(
        case=case,
        reason=clean(reason).strip(),
        hidden_by=by,
        hidden_at=at,
        lapses_at=hiding.lapses_at(at),
    )
    record("compact.case_hidden", case, by=by, data={"hiding": hidden.pk})
    return hidden


@transaction.atomic
def confirm(hidden: HiddenCase, *, by: User, at: dt.datetime | None = None) -> HiddenCase:
    """The second person agrees: the words stay hidden until somebody shows them again."""
    hidden, at = _locked(hidden, by, at)
    hiding.may_confirm(hidden, by, at).enforce()
    hidden.confirmed_by, hidden.confirmed_at = by, at
    hidden.save(update_fields=["confirmed_by", "confirmed_at"])
    record("compact.case_hiding_confirmed", hidden.case, by=by, data={"hiding": hidden.pk})
    return hidden


@transaction.atomic
def show_again(hidden: HiddenCase, *, by: User, at: dt.datetime | None = None) -> HiddenCase:
    hidden, at = _locked(hidden, by, at)
    hiding.may_show_again(hidden, by, at).enforce()
    hidden.lifted_by, hidden.lifted_at = by, at
    hidden.save(update_fields=["lifted_by", "lifted_at"])
    record("compact.case_shown_again", hidden.case, by=by, data={"hiding": hidden.pk})
    return hidden


def _locked(hidden: HiddenCase, by: User, at: dt.datetime | None) -> tuple[HiddenCase, dt.datetime]:
    """Of a locked case; the clock is read afterwards. Somebody with an interest is refused."""
    case = life.lock(hidden.case)
    at = at or timezone.now()
    rules.has_no_interest(standing(case, by, timezone.localdate(at))).enforce()
    return HiddenCase.objects.select_related("case").get(pk=hidden.pk), at
