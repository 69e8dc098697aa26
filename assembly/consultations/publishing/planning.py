"""The forward plan: what a body means to consult on, proposed by one person and announced by another."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from assembly.accounts.models import User
from assembly.consultations import rules
from assembly.consultations.models import (
    Consultation,
    ConsultationPage,
    PlannedConsultation,
)
from assembly.consultations.window import FULL
from assembly.core.events import record
from assembly.membership.models import Theme
from assembly.partners.models import PublicBody

from . import speaking
from .plan_rules import (
    has_words,
    is_new,
    may_announce,
    may_be_announced,
    may_be_dropped,
    may_become,
    may_propose,
    says_why_dropped,
)

MAY_ANNOUNCE = "consultations.announce_plan"


@dataclass(frozen=True, slots=True)
class Plan:
    """A line as it is proposed."""

    title: str
    summary: str
    expected: str
    themes: tuple[Theme, ...] = ()


@transaction.atomic
def propose(
    body: PublicBody, plan: Plan, *, by: User, at: dt.datetime | None = None
) -> PlannedConsultation:
    body = PublicBody.objects.select_for_update().get(pk=body.pk)
    at = at or timezone.now()
    on = timezone.localdate(at)
    may_propose(
        speaks=speaking.speaks_for(by, body, on), announces=by.has_perm(MAY_ANNOUNCE), body=body
    ).enforce()
    rules.may_still_consult(body, on=on).enforce()
    has_words(plan.title, plan.summary, plan.expected).enforce()
    planned = body.planned_consultations.filter(dropped_on=None, became=None)
    is_new(plan.title, is_planned=planned.filter(title=plan.title.strip()).exists()).enforce()

    line = PlannedConsultation.objects.create(
        body=body,
        title=plan.title.strip(),
        summary=plan.summary.strip(),
        expected=plan.expected.strip(),
        proposed_at=at,
        proposed_by=by,
    )
    line.themes.set(plan.themes)
    record("consultations.plan_proposed", line, by=by, data={"body": body.pk})
    return line


@transaction.atomic
def announce(
    line: PlannedConsultation, *, by: User, at: dt.datetime | None = None
) -> PlannedConsultation:
    """The Support Unit or the Board puts it on the site; nobody announces what they proposed themselves."""
    line = _locked(line)
    may_announce(announces=by.has_perm(MAY_ANNOUNCE)).enforce()
    may_be_announced(line, by=by.pk).enforce()

    line.announced_at, line.announced_by = at or timezone.now(), by
    line.save(update_fields=["announced_at", "announced_by"])
    record("consultations.plan_announced", line, by=by, data={"body": line.body_id})
    return line


@transaction.atomic
def drop(
    line: PlannedConsultation, *, because: str, by: User, on: dt.date | None = None
) -> PlannedConsultation:
    """Take a line off the plan, with a reason that is as public as the line is."""
    line = _locked(line)
    on = on or timezone.localdate()
    _may_change(line, by=by, on=on)
    may_be_dropped(line).enforce()
    says_why_dropped(because).enforce()

    line.dropped_on, line.dropped_because = on, because.strip()
    line.save(update_fields=["dropped_on", "dropped_because"])
    record("consultations.plan_dropped", line, by=by, data={"body": line.body_id})
    return line


@transaction.atomic
def begin_draft(line: PlannedConsultation, *, by: User, on: dt.date | None = None) -> Consultation:
    """Begin the consultation that was planned: a draft page with its title, summary and themes."""
    line = _locked(line)
    on = on or timezone.localdate()
    _may_change(line, by=by, on=on)
    may_become(line).enforce()
    rules.may_still_consult(line.body, on=on).enforce()

    page = ConsultationPage(
        consultation=Consultation(body=line.body),
        title=line.title,
        slug=_free_slug(line),
        summary=line.summary,
        live=False,
        owner=by,
        themes=list(line.themes.all()),
    )
    line.body.page.add_child(instance=page)
    page.save_revision(user=by)
    line.became = page.consultation
    line.save(update_fields=["became"])
    record("consultations.plan_begun", line, by=by, data={"consultation": page.consultation.pk})
    made: Consultation = page.consultation
    return made


def _free_slug(line: PlannedConsultation) -> str:
    base = slugify(line.title)[:60] or f"planned-{line.pk}"
    taken = set(line.body.page.get_children().values_list("slug", flat=True))
    return base if base not in taken else f"{base}-{line.pk}"


def _may_change(line: PlannedConsultation, *, by: User, on: dt.date) -> None:
    may_propose(
        speaks=speaking.speaks_for(by, line.body, on),
        announces=by.has_perm(MAY_ANNOUNCE),
        body=line.body,
    ).enforce()


def _locked(line: PlannedConsultation) -> PlannedConsultation:
    return PlannedConsultation.objects.select_for_update().get(pk=line.pk)


def shown(on: dt.date, bodies: Iterable[PublicBody] | None = None) -> QuerySet[PlannedConsultation]:
    """What the site shows as planned: announced, and not published as a consultation yet.

    What was dropped stays for twelve weeks, with its reason.
    """
    found = (
        PlannedConsultation.objects.filter(announced_at__isnull=False)
        .filter(Q(dropped_on=None) | Q(dropped_on__gt=on - FULL))
        .filter(Q(became=None) | Q(became__published_at=None))
        .select_related("body__page")
        .order_by("announced_at", "pk")
    )
    return found if bodies is None else found.filter(body__in=bodies)


def seen_by(user: User, on: dt.date) -> QuerySet[PlannedConsultation]:
    """The lines of somebody's own bodies; to the Support Unit and the Board all of them."""
    found = PlannedConsultation.objects.select_related("body", "became__page", "proposed_by")
    if not user.has_perm(MAY_ANNOUNCE):
        found = found.filter(body__in=speaking.spoken_for(user, on))
    return found.order_by("-proposed_at", "-pk")


def plans_any(user: User) -> bool:
    return user.is_authenticated and (
        user.has_perm(MAY_ANNOUNCE) or bool(speaking.spoken_for(user, timezone.localdate()))
    )


def bodies_to_plan_for(user: User, on: dt.date) -> QuerySet[PublicBody]:
    """The bodies that exist, of an officer; to the Support Unit and the Board every one."""
    found = PublicBody.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on)).exclude(page=None)
    if not user.has_perm(MAY_ANNOUNCE):
        found = found.filter(pk__in=[body.pk for body in speaking.spoken_for(user, on)])
    return found.order_by("name")
