"""What waits for the Board and the Support Unit: requests to extend, and lines of the forward plan."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.consultations.models import ExtensionRequest, PlannedConsultation
from assembly.core.roles import BOARD, SUPPORT_UNIT
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task, since

from .speaking import ANNOUNCERS


def extensions_asked(user: User, at: dt.datetime) -> Iterable[Task]:
    """Requests that the Board can still answer: of what is open."""
    if BOARD not in offices.held_by(user):
        return
    open_ones = ExtensionRequest.objects.filter(
        answered_at=None,
        consultation__withdrawn_on=None,
        consultation__closes_on__gte=timezone.localdate(at),
    )
    for request in open_ones.select_related("consultation__page"):
        yield Task(
            text=f"Extend it, or say no: {request.consultation}",
            button="Answer the request",
            url=reverse("consultations_staff:consultation_extend", args=[request.consultation_id]),
            by=request.asked_at,
            note=f"Asked until {short_day(request.closes_on)}. {since(request.asked_at)}",
            whose=BOARD,
            of_office=True,
        )


def plans_to_announce(user: User, at: dt.datetime) -> Iterable[Task]:
    """Lines of the forward plan that somebody else proposed."""
    held = [office for office in ANNOUNCERS if office in offices.held_by(user)]
    if not held:
        return
    waiting = PlannedConsultation.objects.filter(announced_at=None, dropped_on=None, became=None)
    for line in waiting.exclude(proposed_by=user).select_related("body"):
        yield Task(
            text=f"Announce a planned consultation: {line}",
            button="Look at the plan",
            url=reverse("consultations_plans:plan", args=[line.pk]),
            by=line.proposed_at,
            note=f"{line.body.name}. {since(line.proposed_at)}",
            whose=SUPPORT_UNIT if SUPPORT_UNIT in held else BOARD,
            of_office=True,
        )
