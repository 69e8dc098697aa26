"""Acts on consultations: drafting, publishing, withdrawing, and answering them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from django.contrib.auth.models import Group as Office
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from assembly.accounts.models import User
from assembly.core.events import record
from assembly.core.services import set_page_rights
from assembly.membership.models import Delegate, Organisation
from assembly.notifications.services import notify
from assembly.partners.models import Department, Officer, PublicBody

from . import rules
from .models import (
    BodyPage,
    Consultation,
    ConsultationIndexPage,
    ConsultationPage,
    Response,
    ResponseVersion,
)

MAY_PUBLISH = "consultations.publish_consultation"
OFFICERS_OF = "Officers of "


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
    question: str = "What is your organisation's view?"
    body: list[tuple[str, Any]] = field(default_factory=list)


@transaction.atomic
def make_body_pages() -> list[BodyPage]:
    """Make and publish the page of every public body that has none; return those made. Repeatable."""
    index = ConsultationIndexPage.objects.first()
    if index is None:  # `sync_pages` has not run yet
        return []
    made = []
    for body in PublicBody.objects.filter(page=None):
        page = index.add_child(instance=BodyPage(body=body, title=body.name, slug=body.slug))
        made.append(page)
        sync_officers(body)
    return made


@transaction.atomic
def sync_officers(body: PublicBody, *, on: dt.date | None = None) -> Office:
    """Let the officers the body has today, and nobody else, add and edit below the body's own page."""
    on = on or timezone.localdate()
    office = _office_of(body)
    set_page_rights(office, {body.page: ("add", "change")})
    acting = body.officers.acting(on)
    office.user_set.set(User.objects.filter(officer_of__in=acting, is_active=True))
    return office


def _office_of(body: PublicBody) -> Office:
    """The group of its officers, by its rights on the page: one group, whose name follows that of the body."""
    name = f"{OFFICERS_OF}{body.name}"
    by_rights = Q(name__startswith=OFFICERS_OF, page_permissions__page=body.page)
    known = list(Office.objects.filter(Q(name=name) | by_rights).distinct().order_by("pk"))
    known.sort(key=lambda office: office.name != name)
    for left_over in known[1:]:  # of a body that was renamed before its group followed
        left_over.delete()
    office = known[0] if known else Office()
    office.name = name
    office.save()
    return office


def let_officers_edit(body: PublicBody, *, on: dt.date | None = None) -> None:
    """Give the officers of a body their right at once, and the body its page if it has none yet."""
    make_body_pages()
    if page := BodyPage.objects.filter(body=body).select_related("body").first():
        sync_officers(page.body, on=on)


def is_group_of_officers(name: str) -> bool:
    return name.startswith(OFFICERS_OF)


def groups_of_officers(user: User, on: dt.date) -> Iterable[str]:
    """The names of the groups of the bodies for which this person acts on the day."""
    bodies = Officer.objects.acting(on).filter(user=user).values("body")
    groups = Office.objects.filter(
        name__startswith=OFFICERS_OF, page_permissions__page__bodypage__body__in=bodies
    )
    return set(groups.values_list("name", flat=True))


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
        question=proposal.question,
        body=proposal.body,
        live=False,
        owner=by,
    )
    body.page.add_child(instance=page)
    page.save_revision(user=by)
    made: Consultation = page.consultation
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

    if consultation.is_published:
        record("consultations.words_published", consultation, by=by, data={"revision": revision.pk})
    else:
        _fix_window(consultation, by=cast("User", by), at=at)
    page.consultation = consultation
    PublishPageRevisionAction(revision, user=by).execute(skip_permission_checks=True)
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
    rules.may_be_withdrawn(consultation).enforce()
    rules.is_public_reason(reason).enforce()

    consultation.withdrawn_on = on or timezone.localdate()
    consultation.withdrawal_reason = reason.strip()
    consultation.save(update_fields=["withdrawn_on", "withdrawal_reason"])
    record(
        "consultations.withdrawn",
        consultation,
        by=by,
        data={"withdrawn_on": consultation.withdrawn_on},
    )
    return consultation


@transaction.atomic
def respond(
    consultation: Consultation,
    organisation: Organisation,
    *,
    text: str,
    by: User,
    at: dt.datetime | None = None,
) -> ResponseVersion:
    """Send an organisation's response, or replace the one it sent; the same words again are the same response.

    The clock is read once the lock is held.
    """
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    at = at or timezone.now()
    acts_for = Delegate.objects.of(organisation).filter(user=by).exists()
    rules.may_respond(consultation, organisation, acts_for=acts_for, at=at).enforce()

    response, is_first = Response.objects.get_or_create(
        consultation=consultation, organisation=organisation
    )
    if not is_first and response.current.text == text:  # the button was pressed twice
        current: ResponseVersion = response.current
        return current
    number = 1 if is_first else response.current.number + 1
    version = ResponseVersion.objects.create(
        response=response, number=number, text=text, sent_at=at, sent_by=by
    )
    record(
        "consultations.responded" if is_first else "consultations.response_replaced",
        consultation,
        by=by,
        acting_for=organisation,
        data={"response": response.pk, "version": number},
    )
    notify(
        [by],
        "consultations/response_received",
        about=consultation,
        context={
            "consultation": consultation,
            "organisation": organisation,
            "version": version,
            "is_first": is_first,
        },
        url=consultation.get_absolute_url(),
        at=at,
    )
    return version
