"""What groups ask of the Support Unit: a convenor whose term ends, or has ended."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.roles import SUPPORT_UNIT
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task

from .models import ConvenorTerm, Group

AHEAD = dt.timedelta(days=30)


def for_office(user: User, at: dt.datetime) -> Iterable[Task]:
    """One for each group whose last convenor's term ends within a month or is over."""
    if not user.has_perm("forums.change_group"):
        return
    today = timezone.localdate(at)
    for group in Group.objects.prefetch_related("terms"):
        terms = [term for term in group.terms.all() if term.role == ConvenorTerm.Role.CONVENOR]
        ends = [term.ends_on or dt.date.max for term in terms]
        if not ends or max(ends) > today + AHEAD:
            continue
        ends_on = max(ends)
        said = "ended" if ends_on <= today else "ends"
        yield Task(
            text=f"Name a convenor of the {group}",
            button="Name a convenor",
            url=reverse("forums_staff:convenor", args=[group.pk]),
            by=timezone.make_aware(dt.datetime.combine(ends_on, dt.time())),
            note=f"The term {said} on {short_day(ends_on - dt.timedelta(days=1))}",
            whose=SUPPORT_UNIT,
            of_office=True,
        )
