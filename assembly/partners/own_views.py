"""The pages of somebody who holds a seat: take it, declare interests, enter meetings, report."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken

from . import code_of_conduct, records, report_links, rules, selectors, services, wording
from .forms import CodeForm, DeclarationForm, MeetingForm, ReportForm
from .models import Appointment, Meeting, Report


def _own(request: SignedInRequest, pk: int) -> Appointment:
    """One's own appointment; of anybody else's there is nothing here."""
    known = Appointment.objects.filter(user=request.user)
    return get_object_or_404(known.select_related("seat__partnership", "organisation"), pk=pk)


def _up(appointment: Appointment) -> list[tuple[str, str]]:
    return [("My Assembly", "/my/"), (str(appointment.seat), _home(appointment))]


def _home(appointment: Appointment) -> str:
    return f"/my/seats/{appointment.pk}/"


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
            "declaration": selectors.declaration_of(appointment),
            "breadcrumbs": _up(appointment)[:1],
        },
    )


@takes_form
@login_required
def code_accept(request: SignedInRequest, pk: int) -> HttpResponse:
    appointment = _own(request, pk)
    code = code_of_conduct.CURRENT
    form = CodeForm(request.POST or None, initial={"version": code.version})

    def accept() -> None:
        services.accept_code(appointment, version=form.cleaned_data["version"], by=request.user)
        messages.success(request, f"You have taken your seat: {appointment.seat}.")

    ruling = rules.may_accept_code(appointment, by=request.user, on=timezone.localdate())
    return _act(
        request,
        appointment,
        form,
        accept,
        template="partners/own/code_accept.html",
        context={"code": code, "ruling": ruling},
    )


@takes_form
@login_required
def interests_declare(request: SignedInRequest, pk: int) -> HttpResponse:
    appointment = _own(request, pk)
    form = DeclarationForm(request.POST or None, initial=_last_declared(appointment))

    def declare() -> None:
        services.declare_interests(appointment, form.declaration(), by=request.user)
        messages.success(request, "Your interests are declared, and public.")

    return _act(
        request,
        appointment,
        form,
        declare,
        context={
            "heading": "Declare your interests",
            "intro": "Public, beside your name, until 12 months after you leave the seat. "
            "Earlier declarations stay, with their days.",
            "button": "Declare",
        },
    )


@takes_form
@login_required
def meeting_enter(request: SignedInRequest, pk: int) -> HttpResponse:
    appointment = _own(request, pk)
    form = MeetingForm(request.POST or None)

    def enter() -> None:
        services.enter_meeting(appointment, form.meeting(), by=request.user)
        messages.success(request, "The meeting is entered.")

    return _act(
        request,
        appointment,
        form,
        enter,
        context={
            "heading": "Enter a meeting",
            "intro": "Everybody who sits on this partnership for the sector is asked for a report after it.",
            "button": "Enter it",
        },
    )


@takes_form
@login_required
def report(request: SignedInRequest, pk: int, meeting_pk: int) -> HttpResponse:
    appointment = _own(request, pk)
    meeting = get_object_or_404(
        Meeting.objects.select_related("partnership"),
        pk=meeting_pk,
        partnership=appointment.seat.partnership,
    )
    kept = Report.objects.filter(appointment=appointment, meeting=meeting).first()
    form = ReportForm(request.POST or None)

    def send() -> None:
        services.send_report(appointment, form.report(meeting), by=request.user)
        messages.success(request, "Your report is sent, and public.")

    ruling = rules.may_report(appointment, meeting, kept, by=request.user, on=timezone.localdate())
    return _act(
        request,
        appointment,
        form,
        send,
        template="partners/own/report.html",
        context={"meeting": meeting, "ruling": ruling},
    )


@takes_form
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
    form = ReportForm(request.POST or None)
    if ruling and form.is_valid():
        try:
            services.send_report(
                appointment, form.report(meeting), by=person, by_link=True, on=today
            )
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your report is sent, and public. Thank you.")
            return redirect(appointment)
    return render(
        request,
        "partners/own/report.html",
        {"appointment": appointment, "meeting": meeting, "ruling": ruling, "form": form},
    )


def _act(
    request: SignedInRequest,
    appointment: Appointment,
    form: forms.BaseForm,
    service: Callable[[], None],
    *,
    context: dict[str, object],
    template: str = "components/form_page.html",
) -> HttpResponse:
    """Show a form; sent and in order, do what it asks, or show why that is refused."""
    if form.is_valid():
        try:
            service()
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("partners:seat", appointment.pk)
    caption, cancel_url = str(appointment.seat), _home(appointment)
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
