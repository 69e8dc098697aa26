"""What the funding register asks of the Support Unit."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from assembly.accounts.models import User
from assembly.core.figures import in_words
from assembly.core.roles import SUPPORT_UNIT
from assembly.core.to_do import Task, since

from .classing import selectors
from .selectors import UNCLASSED


def awards_to_class(user: User, at: dt.datetime) -> Iterable[Task]:
    if not user.has_perm("funding.class_award"):
        return
    number, first = selectors.unclassed()
    if first:
        yield Task(
            text=in_words(number, "awards have no class", one="award has no class"),
            button="Classify the awards",
            url=f"{reverse('funding_staff:award_list')}?award_class={UNCLASSED}",
            by=first,
            note=since(first),
            whose=SUPPORT_UNIT,
            of_office=True,
        )
