"""Consultations that wait: open ones for the organisations a person acts for, closed ones for the body's officers."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task
from assembly.membership.models import Organisation

from .compliance import feedback_due_on
from .counts import annotated, counted
from .models import Consultation, Response, ResponseDraft
from .publishing import speaking
from .respondents import AnsweringGroup, groups_of
from .responding.selectors import drafts_of_groups
from .responding.who import page_for
from .selectors import closing_words, left_words
from .window import FULL, Window

MOST = 10


def for_organisations(user: User, at: dt.datetime) -> Iterable[Task]:
    """What is open and not answered yet, for each member organisation; four queries however many."""
    organisations = list(Organisation.objects.members().acted_for_by(user))
    if not organisations:
        return
    today = timezone.localdate(at)
    consultations = list(
        Consultation.objects.open(today).select_related("page", "body__page")[:MOST]
    )
    these = {"organisation__in": organisations, "consultation__in": consultations}
    pairs = ("organisation_id", "consultation_id")
    answered = set(Response.objects.filter(**these).values_list(*pairs))
    drafted = set(ResponseDraft.objects.filter(**these).values_list(*pairs))
    for consultation in consultations:
        window = consultation.window
        if window is None:
            continue
        for organisation in organisations:
            pair = (organisation.pk, consultation.pk)
            if pair in drafted or pair not in answered:
                yield _to_answer(
                    consultation, window, today, organisation, is_drafted=pair in drafted
                )


def for_groups(user: User, at: dt.datetime) -> Iterable[Task]:
    """Responses of groups that their convenor has begun: whether a group answers at all, it decides itself."""
    convened = groups_of(user)
    if not convened:
        return
    today = timezone.localdate(at)
    found = drafts_of_groups(convened).filter(consultation__in=Consultation.objects.open(today))
    type_of = ContentType.objects.get_for_model
    whose: dict[tuple[int | None, int | None], AnsweringGroup] = {
        (type_of(one.group).pk, one.group.pk): one for one in convened
    }
    for draft in found.select_related("consultation__page", "consultation__body__page"):
        consultation, window = draft.consultation, draft.consultation.window
        answering = whose.get((draft.group_type_id, draft.group_id))
        if window and answering:
            yield _to_answer(consultation, window, today, answering, is_drafted=True)


def _to_answer(
    consultation: Consultation,
    window: Window,
    today: dt.date,
    who: Organisation | AnsweringGroup,
    *,
    is_drafted: bool,
) -> Task:
    what = "Finish the response to" if is_drafted else "Respond to"
    return Task(
        text=f"{what} {consultation.body.name}: {consultation.page.title}",
        button="Continue for {}" if is_drafted else "Respond for {}",
        url=page_for(consultation, who) if is_drafted else consultation.get_absolute_url(),
        by=window.ends_at(),
        note=f"Closes at {closing_words(window)}: {left_words(window, today)}",
        whose=who.name,
    )


def for_officers(user: User, at: dt.datetime) -> Iterable[Task]:
    """Responses that can be read, until the day by which the body says what it made of them."""
    today = timezone.localdate(at)
    closed = (
        Consultation.objects.running()
        .filter(body__in=speaking.spoken_for(user, today))
        .filter(closes_on__lt=today, closes_on__gte=today - FULL)
        .filter(pk__in=Response.objects.counting().values("consultation"))
        .with_counts()
    )
    for consultation in closed.select_related("page", "body").order_by("closes_on", "pk"):
        window = consultation.window
        if window is None:
            continue
        due = feedback_due_on(window)
        yield Task(
            text=f"Read the responses of {counted(annotated(consultation))}: {consultation.page.title}",
            button="Read the responses",
            url=reverse("consultations_reading:response_list", args=[consultation.pk]),
            by=timezone.make_aware(dt.datetime.combine(due, dt.time())),
            note=f"Feedback is due by {short_day(due)}",
            whose=consultation.body.name,
            of_office=True,
        )
