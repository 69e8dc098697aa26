"""The Support Unit's screens for seats in the Wagtail admin: who holds them, appoint, end."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken

from . import selectors, services
from .forms import AppointmentForm, EndForm, SeatFilterForm
from .models import Appointment, Seat

PER_PAGE = 50


@require_safe
@permission_required("partners.appoint_representative", raise_exception=True)
def seat_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form = SeatFilterForm(request.GET)
    chosen = form.chosen()
    seats = (
        Seat.objects.existing(today)
        .select_related("partnership")
        .prefetch_related("appointments__organisation")
        .order_by("partnership__order", "partnership__name", "order", "id")
    )
    if "partnership" in chosen:
        seats = seats.filter(partnership=chosen["partnership"])
    if "q" in chosen:
        seats = seats.filter(title__icontains=chosen["q"])
    page = Paginator(seats, PER_PAGE).get_page(request.GET.get("page"))
    places = [selectors.place(seat, today) for seat in page]
    return render(
        request, "partners/staff/seat_list.html", {"page": page, "places": places, "form": form}
    )


@takes_form
@permission_required("partners.appoint_representative", raise_exception=True)
def appoint(request: SignedInRequest, pk: int) -> HttpResponse:
    seat = get_object_or_404(Seat.objects.existing(timezone.localdate()), pk=pk)
    form = AppointmentForm(request.POST if request.method == "POST" else None)
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


@takes_form
@permission_required("partners.appoint_representative", raise_exception=True)
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    appointment = get_object_or_404(Appointment.objects.select_related("seat__partnership"), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    return _act(
        request,
        form,
        lambda: services.end_appointment(appointment, on=form.cleaned_data["on"], by=request.user),
        words={"act": "End an appointment", "what": str(appointment), "button": "End it"},
    )


def _act(
    request: HttpRequest,
    form: forms.Form,
    service: Callable[[], Appointment],
    *,
    words: dict[str, str],
) -> HttpResponse:
    """Show a form; sent and in order, do what it asks, or show why that is refused."""
    if form.is_valid():
        try:
            appointment = service()
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Recorded: {appointment}.")
            return redirect("partners_staff:seat_list")
    return render(request, "partners/staff/seat_form.html", {"form": form, **words})
