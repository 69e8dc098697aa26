"""What consultations show on other pages: an organisation's (which it answered), and that of the Compact Board."""

import datetime as dt

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.addresses import page_at
from assembly.core.templatetags.assembly import short_day
from assembly.membership.models import Organisation
from assembly.membership.panels import Panel, PanelLine

from .compliance import days
from .models import Backing, Consultation, Response, ResponseVersion
from .responding import backings
from .window import FULL_IN_WORDS

MOST = 10


def responses_panel(organisation: Organisation) -> Panel | None:
    """The newest closed consultations that it answered itself, withdrawn ones too; None when there are none.

    Who responded stays secret until the window has ended (`rules.may_read_responses`). Who agreed to publication
    without the name, is confidential, refused or withdrew consent stays unnamed here too: the list of published
    responses beside this one would say which is theirs.
    """
    newest = ResponseVersion.objects.filter(response=OuterRef("pk")).order_by("-number")
    counting = (
        Response.objects.counting()
        .filter(organisation=organisation, consent_withdrawn_at=None, hidden_at=None)
        .annotate(consent=Subquery(newest.values("consent")[:1]))
        .filter(consent__in=["", ResponseVersion.Consent.NAMED])
    )
    answered = (
        Consultation.objects.published()
        .filter(pk__in=counting.values("consultation"), closes_on__lt=timezone.localdate())
        .select_related("page", "body__page")
        .order_by("-closes_on", "-pk")
    )
    lines = tuple(
        PanelLine(
            text=consultation.page.title,
            url=consultation.get_absolute_url(),
            note=f"{consultation.body}, closing day {short_day(consultation.closes_on)}",
        )
        for consultation in answered[:MOST]
    )
    return Panel(heading="Consultations it answered", lines=lines) if lines else None


def agreed_panel(user: User, organisation: Organisation) -> Panel | None:
    """On “My Assembly”: the responses of groups under which a convenor put the organisation's name, while open."""
    found = (
        Backing.objects.filter(
            organisation=organisation,
            response__stopped_at=None,
            response__consultation__in=Consultation.objects.open(timezone.localdate()),
        )
        .select_related("response__consultation__page", "response__consultation__body__page")
        .order_by("response__consultation__closes_on", "pk")
    )
    lines = tuple(
        PanelLine(
            text=f"{one.response.group_name}: {one.response.consultation}",
            url=backings.page_of(one),
            note="Name taken off" if one.taken_off_at else "Named as having agreed",
        )
        for one in found[:MOST]
    )
    heading = f"Responses of groups that name {organisation}"
    return Panel(heading=heading, lines=lines) if lines else None


def without_a_reason(on: dt.date) -> Panel:
    """For the Compact Board: windows that were published short of twelve weeks although no reason was given."""
    found = (
        Consultation.objects.published()
        .filter(without_reason=True)
        .select_related("page", "body__page")
        .order_by("-published_at", "-pk")
    )
    lines = tuple(
        PanelLine(
            text=consultation.page.title,
            url=consultation.get_absolute_url(),
            note=(
                f"{consultation.body}, {days(consultation.shortfall)} short, "
                f"published on {short_day(consultation.published_at)}"
            ),
        )
        for consultation in found
    )
    return Panel(
        heading=f"Published short of {FULL_IN_WORDS}, without a reason",
        lines=lines,
        empty=f"No consultation was published short of {FULL_IN_WORDS} without a reason.",
        url=page_at("consultations"),
        label="All consultations",
    )
