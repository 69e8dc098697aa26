"""What successions ask of the two offices: a second person's word, and officers for the body that follows."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import OfficeTerm, User
from assembly.core.roles import BOARD, PUBLIC_BODY_OFFICER, SUPPORT_UNIT
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task
from assembly.partners.models import Officer

from . import selectors
from .plans import plan_of
from .staff import MAY_PREPARE


def to_confirm(user: User, at: dt.datetime) -> Iterable[Task]:
    """Successions that this person can confirm."""
    if not user.has_perm(MAY_PREPARE):
        return
    for succession in selectors.waiting_for(user, timezone.localdate(at)):
        plan = plan_of(succession)
        ended = " and ".join(map(str, plan.ended))
        yield Task(
            text=f"A succession is waiting for your confirmation: {ended}, followed by {plan.successor_name}",
            button="Confirm or withdraw",
            url=succession.get_absolute_url(),
            by=timezone.make_aware(dt.datetime.combine(succession.day, dt.time())),
            note=f"From {short_day(succession.day)}",
            whose=f"{SUPPORT_UNIT} or {BOARD}",
            of_office=True,
        )


def officers_to_make(user: User, at: dt.datetime) -> Iterable[Task]:
    """For the Support Unit: who acted for a body that ended, and acts for its successor not yet.

    Giving them the office for the successor takes it off the list, and so does a last day in the old post.
    """
    if not user.has_perm("partners.change_officer"):
        return
    today = timezone.localdate(at)
    terms = OfficeTerm.objects.not_over(today).filter(
        user=OuterRef("user"), office=PUBLIC_BODY_OFFICER
    )
    former = (
        Officer.objects.not_over(today)
        .filter(Exists(terms.filter(body_id=OuterRef("body_id"))))
        .exclude(Exists(terms.filter(body_id=OuterRef("body__successor_id"))))
        .filter(body__ended_on__lte=today, body__successor__isnull=False)
        .select_related("body__successor")
        .order_by("body__ended_on", "pk")
    )
    for officer in former:
        ended = officer.body.ended_on or today
        yield Task(
            text=f"{officer} acted for {officer.body}: propose the office for {officer.body.successor}, "
            "or enter the last day in the old post",
            button="Enter the contact",
            url=reverse("officer:index"),
            by=timezone.make_aware(dt.datetime.combine(ended, dt.time())),
            note=f"{officer.body} ended on {short_day(ended)}",
            whose=SUPPORT_UNIT,
            of_office=True,
        )
