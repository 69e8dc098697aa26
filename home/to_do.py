"""What waits for offices that no other app knows of: messages, and pages to approve."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from wagtail.models import TaskState

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.core.bank_holidays.selectors import working_days
from assembly.core.figures import in_words
from assembly.core.roles import BOARD, SUPPORT_UNIT
from assembly.core.to_do import Task, since

from .contact.models import ContactMessage


def messages(user: User, at: dt.datetime) -> Iterable[Task]:
    """Messages to the Support Unit that nobody has answered."""
    if not user.has_perm("home.answer_contact"):
        return
    found = (
        ContactMessage.objects.waiting()
        .of_support_unit()
        .aggregate(number=Count("pk"), oldest=Min("received_at"))
    )
    if found["number"]:
        received_on = timezone.localdate(found["oldest"])
        days = working_days().between(received_on, timezone.localdate(at))
        yield Task(
            text=f"{in_words(found['number'], 'messages')} to answer",
            button="Answer the messages",
            url=reverse("contact_staff:message_list"),
            by=found["oldest"],
            note=f"The oldest waits for {in_words(days, 'working days')}",
            whose=SUPPORT_UNIT,
            of_office=True,
        )


def handed_messages(user: User, at: dt.datetime) -> Iterable[Task]:
    """Messages that the Support Unit has handed to an office of this person."""
    held = offices.held_by(user)
    for message in ContactMessage.objects.waiting().handed_to(held):
        yield Task(
            text=f"A message that the Support Unit handed to you: {message}",
            button="Answer the message",
            url=reverse("home:handed_message", args=[message.pk]),
            by=message.handed_at or message.received_at,
            note=since(message.handed_at or message.received_at),
            whose=message.handed_to,
            of_office=True,
        )


def approvals(user: User, at: dt.datetime) -> Iterable[Task]:
    """Pages that wait for the Board's approval."""
    if BOARD not in offices.held_by(user):
        return
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        task__groupapprovaltask__groups__name=BOARD,
    )
    for state in states.select_related("workflow_state", "revision").order_by("started_at"):
        yield Task(
            text=f"Approve or send back: {state.revision.object_str}",
            button="Look at the page",
            url=reverse("wagtailadmin_pages:edit", args=[state.revision.object_id]),
            by=state.started_at,
            note=since(state.started_at),
            whose=BOARD,
            of_office=True,
        )
