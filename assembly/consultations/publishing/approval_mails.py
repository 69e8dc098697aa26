"""Mails on the way to the Board, in our own words, instead of those that Wagtail sends for other pages.

Each receiver is connected under the name of Wagtail's own, which comes later and is then left out (`registrations.py`);
for pages of other kinds it hands on to Wagtail.
"""

from typing import Any

from django.urls import reverse

from wagtail.admin import signal_handlers as wagtails
from wagtail.models import TaskState, WorkflowState

from assembly.accounts.models import User
from assembly.consultations.models import ConsultationPage
from assembly.notifications.services import notify

from . import approvals, speaking


def on_submitted(instance: TaskState, user: User | None = None, **kwargs: Any) -> None:
    """A page waits for the Board: its members are told, but not one who submitted it."""
    page = _consultation_page(instance.workflow_state)
    if page is None:
        wagtails.task_submission_email_notifier(instance=instance, user=user, **kwargs)
        return
    people = speaking.board().exclude(pk=user.pk) if user else speaking.board()
    _tell(people, "consultations/submitted", page, by=user)


def on_approved(instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    page = _consultation_page(instance)
    if page is None:
        wagtails.workflow_approval_email_notifier(instance=instance, user=user, **kwargs)
        return
    _tell(_who_asked(page, user), "consultations/approved", page, by=user)


def on_sent_back(instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    page = _consultation_page(instance)
    if page is None:
        wagtails.workflow_rejection_email_notifier(instance=instance, user=user, **kwargs)
        return
    state = instance.current_task_state
    comment = state.specific.get_comment() if state else ""
    _tell(_who_asked(page, user), "consultations/sent_back", page, by=user, comment=comment)


def _consultation_page(state: WorkflowState) -> ConsultationPage | None:
    page = state.content_object
    page = getattr(page, "specific", page)
    return page if isinstance(page, ConsultationPage) else None


def _who_asked(page: ConsultationPage, but: User | None) -> list[User]:
    """Who submitted it; one who approves what they submitted needs no mail."""
    asked = approvals.submitted_by(page)
    return [asked] if asked and asked != but else []


def _tell(people: Any, kind: str, page: ConsultationPage, **context: Any) -> None:
    consultation = page.consultation
    draft = page.get_latest_revision_as_object()
    facts = approvals.of_draft(draft)
    notify(
        people,
        kind,
        about=consultation,
        context={"consultation": consultation, "title": draft.title, **facts, **context},
        url=consultation.get_absolute_url()
        if kind == "consultations/approved"
        else reverse("wagtailadmin_pages:edit", args=[page.pk]),
    )
