"""What waits because feedback is due: for the officers of the body, and once overdue for the Support Unit."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.answering.rules import MAY_ANSWER
from assembly.consultations.compliance import feedback_due_on
from assembly.consultations.models import Consultation
from assembly.consultations.publishing import speaking
from assembly.core.figures import in_words
from assembly.core.to_do import Task

from .selectors import overdue, owed
from .standing import A_DAY, due_on, in_public_words


def feedback_owed(user: User, at: dt.datetime) -> Iterable[Task]:
    """For officers, from the close until feedback is given: how many days are left, or since when it is overdue."""
    on = timezone.localdate(at)
    mine = Q(body__in=speaking.spoken_for(user, on))
    found = owed(on).filter(mine) if not user.has_perm(MAY_ANSWER) else overdue(on)
    for consultation in found.select_related("page", "body").order_by("closes_on", "pk"):
        yield _task(consultation, on)


def _task(consultation: Consultation, on: dt.date) -> Task:
    due = due_on(consultation)
    left = (due - on).days
    is_late = left < 0
    return Task(
        text=f"Say what was heard and done: {consultation.page.title}",
        button="Give feedback",
        url=reverse("consultations_answering:answering", args=[consultation.pk]),
        by=timezone.make_aware(dt.datetime.combine(due + A_DAY, dt.time())),
        note=in_public_words(consultation, on) if is_late else _due(left),
        whose=consultation.body.name,
        of_office=True,
    )


def _due(left: int) -> str:
    return f"Feedback due in {in_words(left, 'days')}" if left else "Feedback due today"


def decision_owed(user: User, at: dt.datetime) -> Iterable[Task]:
    """For officers: feedback is given, and what was decided is not said yet."""
    on = timezone.localdate(at)
    waiting = (
        Consultation.objects.running()
        .filter(body__in=speaking.spoken_for(user, on), decision_published_at=None)
        .exclude(feedback_given_at=None)
    )
    for consultation in waiting.select_related("page", "body").order_by("closes_on", "pk"):
        window = consultation.window
        if window is None:
            continue
        yield Task(
            text=f"Publish the decision: {consultation.page.title}",
            button="Publish the decision",
            url=reverse("consultations_answering:answering", args=[consultation.pk]),
            by=timezone.make_aware(dt.datetime.combine(feedback_due_on(window), dt.time())),
            note="The consultation is concluded once the decision is published.",
            whose=consultation.body.name,
            of_office=True,
        )
