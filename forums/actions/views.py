"""Actions of a meeting, entered by who runs the group; and the page on which an owner says what became of one."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Button, Buttons, act_by_button, act_by_form, form_of
from assembly.core.templatetags.assembly import short_day
from forums.minutes.access import back, frame, own_meeting
from forums.minutes.selectors import minutes_of

from . import selectors, services
from .forms import ActionForm, ClosingForm


@login_required
def actions(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    meeting = own_meeting(request, slug, number)
    minutes, here = minutes_of(meeting), back(meeting, "actions")
    form = form_of(request, ActionForm, button="", meeting=meeting)
    found = list(selectors.with_owners(meeting.actions.all()))
    buttons: Buttons = {
        "": Button(
            lambda: services.agree_action(meeting, form.action(), by=request.user),
            "Action saved.",
            here,
            form,
        ),
        **{
            f"drop-{one.pk}": Button(
                partial(services.take_off_action, one, by=request.user),
                "Action removed.",
                here,
            )
            for one in found
        },
    }
    return act_by_button(request, buttons) or render(
        request,
        "forums/actions/actions.html",
        {
            **frame(meeting),
            "form": form,
            "actions": found,
            "today": timezone.localdate(),
            "is_published": minutes is not None and minutes.is_published,
        },
    )


@login_required
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what became of an action: its owners and who runs the group may; to others the page is not there."""
    action = get_object_or_404(selectors.closable_by(request.user), pk=pk)
    if not action.is_open:
        return redirect(action)
    form = form_of(request, ClosingForm)
    return act_by_form(
        request,
        form,
        lambda: services.close_action(
            action,
            result=form.cleaned_data["result"],
            words=form.cleaned_data["words"],
            by=request.user,
        ),
        "Outcome recorded. Everybody can read it.",
        redirect(action),
        "words",
    ) or render(
        request,
        "components/form_page.html",
        {
            "form": form,
            "heading": "Record the outcome of an action",
            "caption": str(action.meeting.group),
            "intro": f"{action.text} ({action.owner}, by {short_day(action.due_on)})",
            "breadcrumbs": [(str(action.meeting), action.meeting.get_absolute_url())],
        },
    )
