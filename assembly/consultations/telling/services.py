"""Telling members that a consultation has opened: each person once, whatever became of earlier runs of the job."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from assembly.consultations.models import Consultation, Telling
from assembly.consultations.window import Phase
from assembly.notifications.services import notify

from . import selectors

AT_ONCE = 200


def tell_of_openings(*, at: dt.datetime | None = None) -> int:
    """Tell of every consultation that is open and of which not everybody was told. Return how many people.

    While one is open a missed day is made good; once it has closed there is nothing left to tell.
    """
    at = at or timezone.now()
    told = 0
    for consultation in selectors.not_all_told(timezone.localdate(at)):
        while number := _tell_some(consultation, at):
            told += number
    return told


@transaction.atomic
def _tell_some(consultation: Consultation, at: dt.datetime) -> int:
    """The next people, in the order of their keys; how far that went is kept in the same transaction."""
    which: dict[str, Any] = {"consultation": consultation, "moment": Telling.Moment.OPENED}
    Telling.objects.get_or_create(**which)
    telling = Telling.objects.select_for_update().get(**which)
    now = Consultation.objects.with_page().get(pk=consultation.pk)
    if telling.finished_on or now.phase(at) is not Phase.OPEN or now.window is None:
        return 0
    people = selectors.people_told_of(now.window.opens_on).filter(pk__gt=telling.reached)
    chosen = list(people[:AT_ONCE])
    notify(
        chosen,
        "consultations/opened",
        about=now,
        context={"consultation": now},
        url=now.get_absolute_url(),
        at=at,
    )
    if chosen:
        telling.reached = chosen[-1].pk
    else:
        telling.finished_on = timezone.localdate(at)
    telling.save(update_fields=["reached", "finished_on"])
    return len(chosen)
