"""The pages of somebody who holds a seat: take it, declare interests, enter meetings, report."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, form_of
from assembly.membership.views.access import MY

from . import attended, code_of_conduct, records, report_links, rules, selectors, services, wording
from .forms import CodeForm, DeclarationForm, MeetingForm, ReportForm
from .models import Appointment, Meeting, Report
from .retention import MONTHS_OF_DECLARATIONS


def _own(request: SignedInRequest, pk: int) -> Appointment:
    """One's own appointment; of anybody else's there is nothing here."""
    known = Appointment.objects.filter(user=request.user)
    return get_object_or_404(
        known.select_related("seat__partnership", "organisation", "body"), pk=pk
    )


def _up(appointment: Appointment) -> list[tuple[str, Any]]:
    return [MY, (str(appointment.seat), _address(appointment))]


def _address(appointment: Appointment) -> str:
    return reverse("partners:seat", args=[appointment.pk])


def _home(appointment: Appointment) -> HttpResponse:
    return redirect("partners:seat", appointment.pk)


@require_safe
@login_required
def seat(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is mine to do in a seat, and what was done."""
    appointment, today = _own(request, pk), timezone.localdate()
    return render(
        request,
        "partners/own/seat.html",
        {
            "appointment": appointment,
            "facts": wording.facts(appointment, today),
            "lasts": appointment.still_holds_on(today),
            "standing": records.standing_of(appointment, today),
            "latest": appointment.declarations.all()[:1],
            "breadcrumbs": _up(appointment)[:1],
        },
    )


@login_required
def code_accept(request: SignedInRequest, pk: int) -> HttpResponse:
    appointment = _own(request, pk)
    code = code_of_conduct.CURRENT.for_seat(appointment.seat)
    form = form_of(request, CodeForm, initial={"version": code.version})
    ruling = rules.may_accept_code(appointment, by=request.user, on=timezone.localdate())
    return act_by_form(
        request,
        form,
        lambda: services.accept_code(
            appointment, version=form.cleaned_data["version"], by=request.user
        ),
        f"You have taken your seat: {appointment.seat}.",
        _home(appointment),
    ) or _page(
        request,
        appointment,
        form,
        "partners/own/code_accept.html",
        code=code,
        ruling=ruling,
    )


@login_required
def interests_declare(request: SignedInRequest, pk: int) -> HttpResponse:
    appointment = _own(request, pk)
    form = form_of(request, DeclarationForm, initial=_last_declared(appointment))
    return act_by_form(
        request,
        form,
        lambda: services.declare_interests(appointment, form.declaration(), by=request.user),
        "Your interests are declared, and public.",
        _home(appointment),
    ) or _page(
        request,
        appointment,
        form,
        heading="Declare your interests",
        intro=f"Public, beside your name, until {MONTHS_OF_DECLARATIONS} months after you leave the seat. "
        "Earlier declarations stay, with their days.",
        button="Declare",
    )


@login_required
def meeting_enter(request: SignedInRequest, pk: int) -> HttpResponse:
    appointment = _own(request, pk)
    form = form_of(request, MeetingForm)
    return act_by_form(
        request,
        form,
        lambda: services.enter_meeting(appointment, form.meeting(), by=request.user),
        "The meeting is entered.",
        _home(appointment),
    ) or _page(
        request,
        appointment,
        form,
        heading="Enter a meeting",
        intro="Everybody who sits on this partnership for the sector is asked for a report after it.",
        button="Enter it",
    )


@login_required
def report(request: SignedInRequest, pk: int, meeting_pk: int) -> HttpResponse:
    appointment = _own(request, pk)
    meeting = get_object_or_404(
        Meeting.objects.select_related("partnership"),
        pk=meeting_pk,
        partnership=appointment.seat.partnership,
    )
    kept = Report.objects.filter(appointment=appointment, meeting=meeting).first()
    form = form_of(request, ReportForm, initial=attended.initial(appointment, meeting))
    ruling = rules.may_report(appointment, meeting, kept, by=request.user, on=timezone.localdate())
    return act_by_form(
        request,
        form,
        lambda: services.send_report(appointment, form.report(meeting), by=request.user),
        "Your report is sent, and public.",
        _home(appointment),
    ) or _page(
        request, appointment, form, "partners/own/report.html", meeting=meeting, ruling=ruling
    )


@never_cache
def report_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same form for who opens the link of the mail, without signing in. Opening it writes nothing."""
    kept = report_links.read(token)
    if kept is None or kept.appointment.user is None:
        raise Http404("There is no such link: it was mistyped, or the account is closed.")
    appointment, meeting, person = kept.appointment, kept.meeting, kept.appointment.user
    today = timezone.localdate()
    ruling = rules.may_report(appointment, meeting, kept, by=person, on=today)
    ruling = rules.may_use_link(kept, on=today) if ruling else ruling
    form = form_of(request, ReportForm, initial=attended.initial(appointment, meeting))
    if ruling and (
        answer := act_by_form(
            request,
            form,
            lambda: services.send_report(
                appointment, form.report(meeting), by=person, by_link=True, on=today
            ),
            "Your report is sent, and public. Thank you.",
            redirect(appointment),
        )
    ):
        return answer
    return render(
        request,
        "partners/own/report.html",
        {"appointment": appointment, "meeting": meeting, "ruling": ruling, "form": form},
    )


def _page(
    request: SignedInRequest,
    appointment: Appointment,
    form: forms.BaseForm,
    template: str = "components/form_page.html",
    **context: object,
) -> HttpResponse:
    caption, cancel_url = str(appointment.seat), _address(appointment)
    return render(
        request,
        template,
        {
            "form": form,
            "caption": caption,
            "cancel_url": cancel_url,
            "appointment": appointment,
            "breadcrumbs": _up(appointment),
            **context,
        },
    )


def _last_declared(appointment: Appointment) -> dict[str, str]:
    """What was declared last, so that an update begins with it."""
    last = selectors.declaration_of(appointment)
    return {name: getattr(last, name) for name in DeclarationForm.base_fields} if last else {}
