"""What the text of the Compact asks of members of the Compact Board: the word of the other side on an adoption."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.compact.models import Adoption
from assembly.core.roles import COMPACT_BOARD
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task, since

from . import adoption_rules, drafts
from .adoption_staff import MAY_ADOPT
from .seated import seated


def adoptions_to_confirm(user: User, at: dt.datetime) -> Iterable[Task]:
    """Of a draft: there is one at most."""
    if not user.has_perm(MAY_ADOPT):
        return
    found = Adoption.objects.filter(confirmed_at=None, present__user=user)
    for adoption in found.select_related("edition"):
        edition, present = adoption.edition, drafts.present_at(adoption)
        sides = seated(timezone.localdate(at))
        if adoption_rules.may_confirm(adoption, edition, present, by=user, seated=sides):
            yield Task(
                text=f"{edition}, was recorded as adopted on {short_day(adoption.adopted_on)}. "
                "Your side has to confirm it",
                button="Confirm the adoption",
                url=reverse("compact_staff:adoption", args=[edition.number]),
                by=adoption.recorded_at,
                note=since(adoption.recorded_at),
                whose=COMPACT_BOARD,
                of_office=True,
            )
