"""What a proposed correction asks of a second person."""

import datetime as dt
from collections.abc import Iterable

from assembly.accounts.models import AddressCorrection, User
from assembly.core.roles import SUPPORT_UNIT
from assembly.core.to_do import Task, since


def corrections_to_confirm(user: User, at: dt.datetime) -> Iterable[Task]:
    if not user.has_perm("accounts.correct_address"):
        return
    for found in AddressCorrection.objects.waiting().exclude(proposed_by=user):
        yield Task(
            text="A correction of an e-mail address: confirm it",
            button="Look at the correction",
            url=found.get_absolute_url(),
            by=found.proposed_at,
            note=since(found.proposed_at),
            whose=SUPPORT_UNIT,
            of_office=True,
        )
