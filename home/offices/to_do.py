"""What offices ask of the Board and the Support Unit: proposals to confirm, terms about to end."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.accounts.two_people import PAIR
from assembly.core.figures import in_words
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task, since

from . import selectors


def to_confirm(user: User, at: dt.datetime) -> Iterable[Task]:
    """Proposals that this person can confirm. Three queries, however many."""
    if not user.has_perm("home.give_offices"):
        return
    whose = _office_of(user)
    for proposal in selectors.waiting_for(user, timezone.localdate(at)):
        yield Task(
            text=f"An office is waiting for your confirmation: {proposal.title}",
            button="Look at the proposal",
            url=proposal.get_absolute_url(),
            by=proposal.proposed_at,
            note=since(proposal.proposed_at),
            whose=whose,
            of_office=True,
        )


def ending(user: User, at: dt.datetime) -> Iterable[Task]:
    """Terms that end within 60 days."""
    if not user.has_perm("home.give_offices"):
        return
    terms = list(selectors.ending_soon(timezone.localdate(at)))
    if terms and (last := terms[0].last_day):
        yield Task(
            text=f"{in_words(len(terms), 'terms')} of office about to end",
            button="See the terms",
            url=reverse("office_staff:office_list"),
            by=timezone.make_aware(dt.datetime.combine(last, dt.time.max)),
            note=f"The first on {short_day(last)}",
            whose=_office_of(user),
            of_office=True,
        )


def _office_of(user: User) -> str:
    held = offices.held_by(user)
    return next((name for name in held if name in PAIR), "")
