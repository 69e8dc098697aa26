"""What is forgotten of responses long after the answer: all but how many there were of each kind.

Counted from the decision; where none was published, from feedback; of a withdrawn consultation from the withdrawal or
the close, whichever is later. A consultation that was never answered keeps its responses, because somebody still has
to answer it, and the Support Unit is told.
"""

import datetime as dt
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from assembly.accounts.models import User
from assembly.consultations.models import (
    Answer,
    Consultation,
    DraftFile,
    Response,
    ResponseDraft,
    ResponseVersion,
)
from assembly.core.figures import in_words
from assembly.core.retention import Rule
from assembly.core.templatetags.assembly import short_day
from assembly.core.to_do import Task
from assembly.notifications import services as notifications

from .rules import MAY_ANSWER

KEPT = dt.timedelta(days=2 * 365)
MAILS = (
    "consultations/response_copy",
    "consultations/response_link",
    "consultations/response_received",
)


def forget_responses(on: dt.date) -> int:
    """The words, names, files, drafts, redactions and codings; returns of how many responses."""
    return sum(_forget(one, on) for one in due(on).select_for_update(of=("self",)))


def due(on: dt.date) -> QuerySet[Consultation]:
    """Those whose time has come and that still have something to forget."""
    return (
        Consultation.objects.published()
        .filter(over_before(on - KEPT), responses_forgotten_on=None)
        .order_by("pk")
    )


def over_before(before: dt.date) -> Q:
    """Of a published consultation: from which day on nobody needs what was said to answer it."""
    decided = Q(decision_published_at__date__lt=before)
    answered = Q(decision_published_at=None, feedback_given_at__date__lt=before)
    withdrawn = Q(
        decision_published_at=None,
        feedback_given_at=None,
        withdrawn_on__lt=before,
        closes_on__lt=before,
    )
    return decided | answered | withdrawn


def _forget(consultation: Consultation, on: dt.date) -> int:
    """The rows of responses stay with their kind alone: that is what is counted."""
    responses = Response.objects.filter(consultation=consultation)
    answers = Answer.objects.filter(version__response__in=responses).exclude(file="")
    drafts = ResponseDraft.objects.filter(consultation=consultation)
    _delete_files(answers)
    _delete_files(DraftFile.objects.filter(draft__in=drafts))
    drafts.delete()
    for address in responses.exclude(address="").values_list("address", flat=True):
        notifications.forget_mail_to(address, *MAILS)
    ResponseVersion.objects.filter(response__in=responses).delete()
    for response in responses:
        response.backings.all().delete()
    number: int = responses.update(
        organisation=None,
        group_type=None,
        group_id=None,
        group_name="",
        group_organisations=None,
        name="",
        address="",
        address_key="",
        wants_decision=False,
        erased_because="",
        sent_back_because="",
        hidden_because="",
        hidden_at=None,
        hidden_by=None,
        shown_again_because="",
        consent_withdrawn_because="",
        entered_by=None,
        forgotten_at=timezone.now(),
    )
    consultation.responses_forgotten_on = on
    consultation.save(update_fields=["responses_forgotten_on"])
    return number


def _delete_files(found: QuerySet[Answer] | QuerySet[DraftFile]) -> None:
    for one in found:
        transaction.on_commit(partial(one.file.storage.delete, str(one.file.name)), robust=True)


def never_answered(user: User, at: dt.datetime) -> Iterable[Task]:
    """For the Support Unit: closed for as long as responses are kept, and neither feedback nor a decision."""
    if not user.has_perm(MAY_ANSWER):
        return
    before = timezone.localdate(at) - KEPT
    waiting = Consultation.objects.running().filter(
        closes_on__lt=before, feedback_given_at=None, decision_published_at=None
    )
    for consultation in waiting.select_related("page", "body").order_by("closes_on", "pk"):
        yield Task(
            text=f"Never answered, so its responses are still kept: {consultation.page.title}",
            button="Ask the public body",
            url=reverse("consultations_answering:answering", args=[consultation.pk]),
            by=at,
            note=f"Closed on {short_day(consultation.closes_on)}",
            whose=consultation.body.name,
            of_office=True,
        )


RULES = (
    Rule(
        "responses-after-the-decision",
        f"Words, names and files of responses to a consultation: {in_words(KEPT, 'years')} after the decision, or "
        "after feedback where no decision was published; how many responded stays, and so does published feedback",
        forget_responses,
    ),
)
