"""Extending an open consultation: the Board's screen, and the one on which an officer of the body asks for it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.consultations.models import Consultation
from assembly.core.acting import Button, act_by_button, act_by_form, form_of
from assembly.core.http import screen, takes_form
from assembly.core.templatetags.assembly import short_day

from . import extensions, speaking
from .acting_forms import ExtensionForm, RefusalForm

REFUSE = "refuse"


@screen(extensions.MAY_PUBLISH)
def consultation_extend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a later closing day, or say no to the officer who asks for one."""
    consultation = get_object_or_404(Consultation.objects.running().select_related("page"), pk=pk)
    asked = consultation.extension_requests.filter(answered_at=None).first()
    proposed = {"closes_on": asked.closes_on, "reason": asked.reason} if asked else {}
    form = form_of(request, ExtensionForm, button="", initial=proposed)
    refusal = form_of(request, RefusalForm, button=REFUSE)
    editor = redirect("wagtailadmin_pages:edit", consultation.page.pk)
    buttons = {
        "": Button(
            lambda: extensions.extend_consultation(
                consultation,
                to=form.cleaned_data["closes_on"],
                reason=form.cleaned_data["reason"],
                by=request.user,
            ),
            lambda made: f"“{consultation}” is open until {short_day(made.new_closes_on)}.",
            editor,
            form,
        )
    }
    if asked:
        buttons[REFUSE] = Button(
            lambda: extensions.refuse_extension(
                asked, because=refusal.cleaned_data["because"], by=request.user
            ),
            "Request answered. The officer who asked is told.",
            editor,
            refusal,
        )
    return act_by_button(request, buttons) or render(
        request,
        "consultations/publishing/extend.html",
        {"consultation": consultation, "asked": asked, "form": form, "refusal": refusal},
    )


@takes_form
def extension_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """An officer of the body asks the Board; to everybody else this is not there."""
    consultation = get_object_or_404(
        Consultation.objects.running().select_related("page", "body"), pk=pk
    )
    if not speaking.speaks_for(request.user, consultation.body, timezone.localdate()):
        raise Http404
    form = form_of(request, ExtensionForm)
    return act_by_form(
        request,
        form,
        lambda: extensions.ask_for_extension(
            consultation,
            to=form.cleaned_data["closes_on"],
            reason=form.cleaned_data["reason"],
            by=request.user,
        ),
        "Sent to the Assembly Board. You are told what it decides.",
        redirect("wagtailadmin_pages:edit", consultation.page.pk),
    ) or render(
        request,
        "consultations/publishing/extension_ask.html",
        {
            "consultation": consultation,
            "asked": consultation.extension_requests.filter(answered_at=None).first(),
            "form": form,
        },
    )
