"""Acts on consultations: drafting, publishing and withdrawing them."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, cast

from django.db import transaction
from django.utils import timezone

from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from assembly.accounts.models import User
from assembly.consultations import rules
from assembly.consultations.asking.services import FIRST_QUESTION, ask_one_question, put_in_force
from assembly.consultations.models import Consultation, ConsultationPage
from assembly.core.events import record
from assembly.partners.models import Department, PublicBody

from . import consequences

MAY_PUBLISH = "consultations.publish_consultation"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A consultation as it is drafted: its words, its days, and the reason if they are few."""

    title: str
    slug: str
    summary: str
    opens_on: dt.date
    closes_on: dt.date
    department: Department | None = None
    stage: str = Consultation.Stage.FORMATIVE
    reason_code: str = ""
    reason_text: str = ""
    question: str = FIRST_QUESTION
    body: list[tuple[str, Any]] = field(default_factory=list)


@transaction.atomic
def draft_consultation(body: PublicBody, proposal: Proposal, *, by: User) -> Consultation:
    """Begin a consultation: a draft page below the body's own, with proposed days that bind nobody yet."""
    consultation = Consultation(
        body=body,
        department=proposal.department,
        stage=proposal.stage,
        opens_on=proposal.opens_on,
        closes_on=proposal.closes_on,
        reason_code=proposal.reason_code,
        reason_text=proposal.reason_text,
    )
    page = ConsultationPage(
        consultation=consultation,
        title=proposal.title,
        slug=proposal.slug,
        summary=proposal.summary,
        body=proposal.body,
        live=False,
        owner=by,
    )
    body.page.add_child(instance=page)
    page.save_revision(user=by)
    made: Consultation = page.consultation
    ask_one_question(made, proposal.question)
    return made


@transaction.atomic
def revise_draft(consultation: Consultation, *, by: User | None) -> None:
    """Store what is proposed, unless the consultation was published while somebody edited it.

    `by` asks for the override if it was not asked for before; removing the override removes the request too.
    """
    drafts = Consultation.objects.filter(pk=consultation.pk, published_at=None)
    if not consultation.without_reason:
        drafts.update(without_reason_by=None)
    elif by is not None:
        drafts.filter(without_reason=False).update(without_reason_by=by)
    drafts.update(
        department=consultation.department,
        stage=consultation.stage,
        opens_on=consultation.opens_on,
        closes_on=consultation.closes_on,
        reason_code=consultation.reason_code,
        reason_text=consultation.reason_text,
        without_reason=consultation.without_reason,
    )


@transaction.atomic
def publish_consultation(
    revision: Revision, *, by: User | None, at: dt.datetime | None = None
) -> Consultation:
    """Publish the words of a revision, and with the first of them fix the window. The Board's act."""
    page = revision.as_object()
    consultation = Consultation.objects.select_for_update().get(pk=page.consultation_id)
    at = at or timezone.now()
    rules.may_act_for_board(is_board=by is not None and by.has_perm(MAY_PUBLISH)).enforce()

    is_first = not consultation.is_published
    if is_first:
        _fix_window(consultation, by=cast("User", by), at=at)
    else:
        record("consultations.words_published", consultation, by=by, data={"revision": revision.pk})
    page.consultation = consultation
    PublishPageRevisionAction(revision, user=by).execute(skip_permission_checks=True)
    if is_first and consultation.without_reason:
        consequences.published_without_reason(consultation, by=cast("User", by))
    return consultation


def _fix_window(consultation: Consultation, *, by: User, at: dt.datetime) -> None:
    rules.may_be_published(consultation, on=timezone.localdate(at)).enforce()
    # Only an override that was needed is one.
    consultation.without_reason = consultation.shortfall > 0 and not consultation.has_reason
    if consultation.without_reason:
        rules.override_takes_two(consultation.without_reason_by_id, by.pk).enforce()
    consultation.published_at = at
    consultation.published_by = by
    consultation.save(update_fields=["without_reason", "published_at", "published_by"])
    put_in_force(consultation, by=by, at=at)
    record(
        "consultations.published_without_reason"
        if consultation.without_reason
        else "consultations.published",
        consultation,
        by=by,
        data={
            "opens_on": consultation.opens_on,
            "closes_on": consultation.closes_on,
            "shortfall": consultation.shortfall,
            "reason": consultation.reason_code or None,
        },
    )


@transaction.atomic
def withdraw_consultation(
    consultation: Consultation, *, reason: str, by: User, on: dt.date | None = None
) -> Consultation:
    """Drop a published consultation. Its page and its responses stay, and the page says why."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    rules.may_act_for_board(is_board=by.has_perm(MAY_PUBLISH)).enforce()
    on = on or timezone.localdate()
    rules.may_be_withdrawn(consultation, on=on).enforce()
    rules.is_public_reason(reason).enforce()

    consultation.withdrawn_on = on
    consultation.withdrawal_reason = reason.strip()
    consultation.save(update_fields=["withdrawn_on", "withdrawal_reason"])
    record(
        "consultations.withdrawn",
        consultation,
        by=by,
        data={"withdrawn_on": consultation.withdrawn_on},
    )
    return consultation
