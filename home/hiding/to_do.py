"""What hidden texts ask of the two offices: a second person's word, before they come back by themselves."""

import datetime as dt
from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.core.hiding.models import HiddenText
from assembly.core.roles import BOARD, SUPPORT_UNIT
from assembly.core.templatetags.assembly import moment
from assembly.core.to_do import Task

from .rules import MAY_HIDE


def to_confirm(user: User, at: dt.datetime) -> Iterable[Task]:
    if not user.has_perm(MAY_HIDE):
        return
    waiting = HiddenText.objects.waiting(at).exclude(hidden_by=user).select_related("page")
    for hidden in waiting:
        yield Task(
            text=f"Confirm, or show it again: {hidden}",
            button="Confirm or show again",
            url=hidden.get_absolute_url(),
            by=hidden.lapses_at,
            note=f"Shown again at {moment(hidden.lapses_at)} unless confirmed",
            whose=f"{SUPPORT_UNIT} or {BOARD}",
            of_office=True,
        )
