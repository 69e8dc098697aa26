"""Consultations with the facts that a scorecard counts, written straight into the database."""

import datetime as dt
from zoneinfo import ZoneInfo

from wagtail.models import Page

from assembly.consultations.models import (
    BodyPage,
    Consultation,
    ConsultationPage,
    Extension,
)
from assembly.core import public_token
from tests.factories.consultations import OverdueClearedFactory

LONDON = ZoneInfo("Europe/London")
FULL = 84


def consulted(body, opens_on, *, length=FULL, extended_by=0, reason="", given_after=None, **facts):
    """A published one. `length` as first promised; `given_after`: days from the close to the feedback."""
    number = Consultation.objects.count() + 1
    first = opens_on + dt.timedelta(days=length)
    closes_on = first + dt.timedelta(days=extended_by)
    is_cleared = facts.pop("is_cleared", False)
    one = Consultation.objects.create(
        body=body,
        opens_on=opens_on,
        closes_on=closes_on,
        reason_code=reason,
        reason_text="So it was." if reason else "",
        published_at=noon(opens_on - dt.timedelta(days=7)),
        feedback_given_at=None
        if given_after is None
        else noon(closes_on + dt.timedelta(days=given_after)),
        withdrawal_reason="Dropped." if facts.get("withdrawn_on") else "",
        **facts,
    )
    parent = BodyPage.objects.get(body=body)
    page = ConsultationPage(
        title=f"Consultation {number}", slug=f"consultation-{number}", summary="?", consultation=one
    )
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    if extended_by:
        Extension.objects.create(
            consultation=one, old_closes_on=first, new_closes_on=closes_on, reason="Snow.",
            made_at=noon(first),
        )  # fmt: skip
    if is_cleared:
        OverdueClearedFactory(consultation=one)
    public_token.change()  # as an act would do
    return one


def noon(day):
    return dt.datetime.combine(day, dt.time(12), tzinfo=LONDON)
