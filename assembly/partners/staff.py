"""The Support Unit's screens for seats in the Wagtail admin: who holds them, appoint, end."""

from collections.abc import Callable

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, form_of
from assembly.core.http import screen

from . import attended, records, selectors, services, wording
from .forms import (
    AppointmentForm,
    DeclarationForm,
    EndForm,
    ReportForm,
    SeatFilterForm,
    SignedCodeForm,
)
from .models import Appointment, Seat

PER_PAGE = 50


@require_safe
@screen("partners.appoint_representative")
def seat_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form = SeatFilterForm(request.GET)
    chosen = form.chosen()
    seats = (
        Seat.objects.existing(today)
        .select_related("partnership")
        .prefetch_related("appointments__organisation", "appointments__body")
        .order_by("partnership__order", "partnership__name", "order", "id")
    )
    if "partnership" in chosen:
        seats = seats.filter(partnership=chosen["partnership"])
    if "q" in chosen:
        seats = seats.filter(title__icontains=chosen["q"])
    page = Paginator(seats, PER_PAGE).get_page(request.GET.get("p"))
    places = [selectors.place(seat, today) for seat in page]
    return render(
        request, "partners/staff/seat_list.html", {"page": page, "places": places, "form": form}
    )


@screen("partners.appoint_representative")
def appoint(request: SignedInRequest, pk: int) -> HttpResponse:
    existing = Seat.objects.existing(timezone.localdate()).select_related("partnership")
    seat = get_object_or_404(existing, pk=pk)
    form = form_of(request, AppointmentForm, seat=seat)
    return _act(
        request,
        form,
        lambda: services.appoint(
            seat,
            form.holder(),
            basis=Appointment.Basis(form.cleaned_data["basis"]),
            starts_on=form.cleaned_data["starts_on"],
            by=request.user,
        ),
        words={"act": "Appoint a representative", "what": str(seat), "button": "Appoint"},
    )


@screen("partners.appoint_representative")
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    appointment = get_object_or_404(Appointment.objects.select_related("seat__partnership"), pk=pk)
    form = form_of(request, EndForm)
    return _act(
        request,
        form,
        lambda: services.end_appointment(appointment, on=form.cleaned_data["on"], by=request.user),
        words={"act": "End an appointment", "what": str(appointment), "button": "End it"},
    )


@require_safe
@screen("partners.appoint_representative")
def appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """One appointment: what staff may enter for somebody who has no account."""
    found, today = _appointment(pk), timezone.localdate()
    return render(
        request,
        "partners/staff/appointment.html",
        {
            "appointment": found,
            "facts": wording.facts(found, today),
            "standing": records.standing_of(found, today),
            "declaration": selectors.declaration_of(found),
        },
    )


@screen("partners.appoint_representative")
def signed_code(request: SignedInRequest, pk: int) -> HttpResponse:
    """The code of conduct came back on paper, signed."""
    found = _appointment(pk)
    form = form_of(request, SignedCodeForm)
    return _act(
        request,
        form,
        lambda: services.record_signed_code(
            found, signed_on=form.cleaned_data["signed_on"], by=request.user
        ),
        words={"act": "Signed code of conduct", "what": str(found), "button": "It was received"},
    )


@screen("partners.appoint_representative")
def interests(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _appointment(pk)
    form = form_of(request, DeclarationForm)

    def declare() -> Appointment:
        services.declare_interests(found, form.declaration(), by=request.user)
        return found

    return _act(
        request,
        form,
        declare,
        words={"act": "Declaration of interests", "what": str(found), "button": "Declare"},
    )


@screen("partners.appoint_representative")
def report(request: SignedInRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """The report of somebody who has no account, as they gave it to staff."""
    found = _appointment(pk)
    meeting = get_object_or_404(found.seat.partnership.meetings, pk=meeting_pk)
    form = form_of(request, ReportForm, initial=attended.initial(found, meeting))

    def send() -> Appointment:
        services.send_report(found, form.report(meeting), by=request.user)
        return found

    return _act(
        request,
        form,
        send,
        words={"act": "Report of a meeting", "what": f"{found.name}: {meeting}", "button": "Send"},
    )


def _appointment(pk: int) -> Appointment:
    known = Appointment.objects.select_related("seat__partnership", "organisation", "body", "user")
    return get_object_or_404(known, pk=pk)


def _act(
    request: HttpRequest,
    form: forms.BaseForm,
    service: Callable[[], Appointment],
    *,
    words: dict[str, str],
) -> HttpResponse:
    return act_by_form(
        request,
        form,
        service,
        lambda appointment: f"Recorded: {appointment}.",
        redirect("partners_staff:seat_list"),
    ) or render(request, "partners/staff/seat_form.html", {"form": form, **words})
