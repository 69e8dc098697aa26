"""Events of a consultation in the Wagtail admin: planned, changed, cancelled; who came to them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.consultations.models import Consultation, ConsultationEvent
from assembly.core.acting import act_by_form, form_of, say_no, sent
from assembly.core.http import takes_form
from assembly.core.rules import Ruling

from . import rules, selectors, services
from .forms import CancelForm, EventForm, attendance_form
from .papers import MAY_TAKE_OFF

LIST = "consultations_events:event_list"
DESK = "consultations_events:event"
FORM = "consultations/staff/event_form.html"


def own(request: SignedInRequest, pk: int) -> Consultation:
    """One whose events the person runs; another body's is answered as if it did not exist."""
    found = Consultation.objects.select_related("page", "body__page").filter(page__isnull=False)
    consultation = get_object_or_404(found, pk=pk)
    if not selectors.runs_events(request.user, consultation, timezone.localdate()):
        raise Http404
    return consultation


def own_event(
    request: SignedInRequest, pk: int, *, or_takes_off: bool = False
) -> ConsultationEvent:
    """One that the person runs; of what is on the site also one from which they can only take something off."""
    found = ConsultationEvent.objects.select_related(
        "consultation__page", "consultation__body__page", "district"
    )
    event = get_object_or_404(found, pk=pk)
    if or_takes_off and event.consultation.is_published and request.user.has_perm(MAY_TAKE_OFF):
        return event
    if not selectors.runs_events(request.user, event.consultation, timezone.localdate()):
        raise Http404
    return event


def form_page(
    request: SignedInRequest,
    event: ConsultationEvent | None,
    consultation: Consultation,
    **context: Any,
) -> HttpResponse:
    """A form about an event, with the way back."""
    back = reverse(DESK, args=[event.pk]) if event else reverse(LIST, args=[consultation.pk])
    subtitle = event or consultation
    return render(request, FORM, {"subtitle": subtitle, "back": back, **context})


def closed(request: SignedInRequest, ruling: Ruling, back: Any) -> HttpResponse | None:
    """The form is not even shown while nothing may be done; sent all the same, it comes back with the reason."""
    if ruling or sent(request) is not None:
        return None
    return say_no(request, ruling.reason, back)


@require_safe
def event_list(request: SignedInRequest, pk: int) -> HttpResponse:
    consultation, at = own(request, pk), timezone.now()
    context = {
        "consultation": consultation,
        "lines": selectors.lines(consultation, at),
        "may_plan": rules.may_plan(consultation, known=consultation.events.count()),
    }
    return render(request, "consultations/staff/event_list.html", context)


@takes_form
def event_add(request: SignedInRequest, pk: int) -> HttpResponse:
    consultation = own(request, pk)
    form = form_of(request, EventForm)
    ruling = rules.may_plan(consultation, known=consultation.events.count())
    return (
        closed(request, ruling, redirect(LIST, pk))
        or act_by_form(
            request,
            form,
            lambda: services.plan_event(consultation, form.details(), by=request.user),
            "Event planned."
            if consultation.is_published
            else "Event planned. It is public once the consultation is published.",
            redirect(LIST, pk),
        )
        or form_page(
            request, None, consultation, form=form, heading="Plan an event", button="Plan the event"
        )
    )


@require_safe
def event(request: SignedInRequest, pk: int) -> HttpResponse:
    """What can be done with one event now, and what was recorded of it."""
    found, at = own_event(request, pk, or_takes_off=True), timezone.now()
    consultation = found.consultation
    context = {
        "event": found,
        "consultation": consultation,
        "when": selectors.when(found),
        "state": selectors.state(found, at),
        "came": selectors.came(found) if found.attendance_at else None,
        "shown": selectors.shown(found),
        "drafts": set(found.papers.filter(published_at=None).values_list("part", flat=True)),
        "desk": selectors.desk(found, request.user, at),
        "runs_it": selectors.runs_events(request.user, consultation, timezone.localdate(at)),
    }
    return render(request, "consultations/staff/event.html", context)


@takes_form
def event_change(request: SignedInRequest, pk: int) -> HttpResponse:
    found = own_event(request, pk)
    form, back = form_of(request, EventForm, event=found), redirect(DESK, pk)
    return (
        closed(request, rules.may_change(found, at=timezone.now()), back)
        or act_by_form(
            request,
            form,
            lambda: services.change_event(found, form.details(), by=request.user),
            "Event changed.",
            back,
        )
        or form_page(
            request, found, found.consultation, form=form, heading="Change the event", button="Save"
        )
    )


@takes_form
def event_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    found = own_event(request, pk)
    form, back = form_of(request, CancelForm), redirect(DESK, pk)
    return (
        closed(request, rules.may_cancel_at_all(found, at=timezone.now()), back)
        or act_by_form(
            request,
            form,
            lambda: services.cancel_event(found, form.cleaned_data["because"], by=request.user),
            "Event cancelled.",
            back,
            "because",
        )
        or form_page(
            request,
            found,
            found.consultation,
            form=form,
            heading="Cancel the event",
            button="Cancel the event",
            danger=True,
            note="We do not e-mail anybody. The consultation's page and the calendar say that it is cancelled.",
        )
    )


@takes_form
def event_attendance(request: SignedInRequest, pk: int) -> HttpResponse:
    """Numbers of people by organisation; “Save and add another” is the same form again."""
    found = own_event(request, pk)
    form = form_of(request, attendance_form(found))
    here = redirect("consultations_events:event_attendance", pk)
    return (
        closed(request, rules.may_record(found, at=timezone.now()), redirect(DESK, pk))
        or act_by_form(
            request,
            form,
            lambda: services.record_attendance(
                found,
                form.people(),
                form.cleaned_data["by_themselves"] or 0,
                nobody=form.cleaned_data["nobody"],
                by=request.user,
            ),
            "Attendance saved.",
            here,
        )
        or form_page(
            request,
            found,
            found.consultation,
            form=form,
            heading="Who came",
            button="Save",
            note="Enter numbers, never names of people. The names of organisations and the numbers become public when "
            "you publish the notes. “Nobody came” is public at once.",
        )
    )
