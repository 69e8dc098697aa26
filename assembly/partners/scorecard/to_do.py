"""What a hidden reply asks of the two offices: a second person's word, before it comes back by itself."""

import datetime as dt
from collections.abc import Iterable

from assembly.accounts.models import User
from assembly.core.hiding.rules import MAY_HIDE
from assembly.core.roles import BOARD, SUPPORT_UNIT
from assembly.core.templatetags.assembly import moment
from assembly.core.to_do import Task
from assembly.partners.models import HiddenReply


def to_confirm(user: User, at: dt.datetime) -> Iterable[Task]:
    if not user.has_perm(MAY_HIDE):
        return
    waiting = HiddenReply.objects.waiting(at).exclude(hidden_by=user)
    for hidden in waiting.select_related("reply__body"):
        yield Task(
            text=f"Confirm, or show it again: {hidden.reply}",
            button="Confirm or show again",
            url=hidden.get_absolute_url(),
            by=hidden.lapses_at,
            note=f"Shown again at {moment(hidden.lapses_at)} unless confirmed",
            whose=f"{SUPPORT_UNIT} or {BOARD}",
            of_office=True,
        )
