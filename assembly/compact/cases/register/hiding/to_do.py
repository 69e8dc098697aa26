"""What hidden words of a case ask of the two offices: a second person's word, before they are shown again."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.cases.standing import standing
from assembly.compact.models import HiddenCase
from assembly.core.hiding.rules import MAY_HIDE
from assembly.core.roles import BOARD, SUPPORT_UNIT
from assembly.core.templatetags.assembly import moment
from assembly.core.to_do import Task

from .rules import has_no_interest
from .selectors import address_of


def to_confirm(user: User, at: dt.datetime) -> Iterable[Task]:
    if not user.has_perm(MAY_HIDE):
        return
    on = timezone.localdate(at)
    for hidden in HiddenCase.objects.waiting(at).exclude(hidden_by=user).select_related("case"):
        if not has_no_interest(standing(hidden.case, user, on)):
            continue
        yield Task(
            text=f"Confirm, or show them again: {hidden}",
            button="Confirm or show again",
            url=address_of(hidden.case),
            by=hidden.lapses_at,
            note=f"Shown again at {moment(hidden.lapses_at)} unless confirmed",
            whose=f"{SUPPORT_UNIT} or {BOARD}",
            of_office=True,
        )
