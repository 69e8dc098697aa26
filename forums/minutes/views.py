"""The minutes: written by who runs the group, read by everybody once they are published."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, act_by_button, form_of
from assembly.core.addresses import page_at
from forums.attendance.selectors import presence
from forums.models import Minutes

from . import selectors, services
from .access import back, frame, own_meeting
from .forms import ApprovalForm, minutes_form


@login_required
def own_minutes(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Write and correct them, publish them, say which meeting approved them."""
    meeting, now = own_meeting(request, slug, number), timezone.now()
    minutes, here = selectors.minutes_of(meeting), back(meeting, "own_minutes")
    latest = minutes.latest if minutes else None
    made = minutes_form(meeting, minutes, selectors.sections_for(meeting, latest), now)
    form = form_of(request, made, button="")
    approval = form_of(
        request, ApprovalForm, button="approve", prefix="approval", meeting=meeting, at=now
    )
    return act_by_button(
        request,
        {
            "": Button(
                lambda: services.save_minutes(
                    meeting,
                    form.sections(),
                    based_on=latest.number if latest else 0,
                    why=form.why(),
                    by=request.user,
                ),
                "Minutes saved.",
                here,
                form,
            ),
            "publish": Button(
                lambda: services.publish_minutes(meeting, by=request.user),
                "Draft minutes published. We have told the members of the group.",
                here,
            ),
            "approve": Button(
                lambda: services.approve_minutes(
                    meeting, approval.cleaned_data["later"], by=request.user
                ),
                "Approval recorded.",
                here,
                approval,
                "later",
            ),
        },
    ) or render(
        request,
        "forums/minutes/own.html",
        {
            **frame(meeting),
            "form": form,
            "approval": approval,
            "minutes": minutes,
            "latest": latest,
            "presence": presence(meeting),
        },
    )


@require_safe
def minutes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The published minutes with who came, the summary and the notes below each item; made to be printed."""
    found = get_object_or_404(selectors.published(slug, number))
    versions = list(selectors.public_versions(found))
    return render(
        request,
        "forums/minutes/minutes.html",
        {
            **_public(found),
            "version": versions[0],
            "corrections": versions[:-1],
            "parts": selectors.parts_of(found.meeting, versions[0].sections),
            "came": selectors.who_came(found.meeting),
            "presence": presence(found.meeting),
            "actions": found.meeting.actions.select_related("organisation", "person"),
        },
    )


@require_safe
def version(request: HttpRequest, slug: str, number: int, which: int) -> HttpResponse:
    """One version of the minutes, word by word beside the published one before it."""
    found = get_object_or_404(selectors.published(slug, number))
    known = selectors.public_versions(found)
    shown = get_object_or_404(known, number=which)
    before = known.filter(number__lt=which).first()
    return render(
        request,
        "forums/minutes/version.html",
        {
            **_public(found),
            "version": shown,
            "before": before,
            "changes": selectors.changes(before, shown),
        },
    )


def _public(minutes: Minutes) -> dict[str, object]:
    meeting = minutes.meeting
    return {
        "minutes": minutes,
        "meeting": meeting,
        "group": meeting.group,
        "today": timezone.localdate(),
        "breadcrumbs": [
            ("Groups", page_at("groups")),
            (meeting.group.name, meeting.group.get_absolute_url()),
            (meeting.title, meeting.get_absolute_url()),
        ],
    }
