"""Consultations that wait for an answer of the organisations a person acts for."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.todo import Task
from assembly.membership.models import Organisation

from .models import Consultation, Response
from .selectors import closing_words, left_words

MOST = 10


def for_organisations(user: User, at: dt.datetime) -> Iterable[Task]:
    """What is open and not answered yet, for each member organisation; three queries however many."""
    organisations = list(Organisation.objects.members().acted_for_by(user))
    if not organisations:
        return
    today = timezone.localdate(at)
    consultations = list(
        Consultation.objects.open(today).select_related("page", "body__page")[:MOST]
    )
    answered = set(
        Response.objects.filter(
            organisation__in=organisations, consultation__in=consultations
        ).values_list("organisation_id", "consultation_id")
    )
    for consultation in consultations:
        window = consultation.window
        if window is None:
            continue
        for organisation in organisations:
            if (organisation.pk, consultation.pk) not in answered:
                yield Task(
                    text=f"Answer {consultation.body.name}: {consultation.page.title}",
                    url=consultation.get_absolute_url(),
                    by=window.ends_at(),
                    note=f"Closes at {closing_words(window, today)}: {left_words(window, today)}",
                    whose=organisation.name,
                )
