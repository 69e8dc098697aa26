"""The screens of one response: hide it at once, show it again, withdraw consent on its sender's word."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.consultations.answering.withdrawing import services as withdrawing
from assembly.consultations.answering.withdrawing.rules import came_on_paper, may_be_withdrawn
from assembly.consultations.models import Consultation
from assembly.consultations.reading.calling import read_after_the_close, response_of
from assembly.consultations.responding.by_address.rules import MAY_ERASE
from assembly.core.acting import Button, act_by_button, act_by_form, form_of
from assembly.core.http import screen, takes_form

from . import services
from .forms import ForSenderForm, HideForm, ShowAgainForm
from .selectors import hides


@takes_form
@read_after_the_close
def response_hide(
    request: SignedInRequest, consultation: Consultation, response: int
) -> HttpResponseBase:
    """Off the public pages at once, with a reason; or back again, once it is redacted or found to be right."""
    if not hides(request.user):
        raise Http404
    found = response_of(consultation, response)
    hide = form_of(request, HideForm, button="hide")
    show = form_of(request, ShowAgainForm, button="show")
    back = redirect("consultations_reading:response_detail", consultation.pk, response)
    buttons = {
        "hide": Button(
            lambda: services.hide_response(
                found, reason=hide.cleaned_data["reason"], by=request.user
            ),
            "Hidden. Redact what is wrong, then show it again.",
            back,
            hide,
        ),
        "show": Button(
            lambda: services.show_response_again(
                found, reason=show.cleaned_data["reason"], by=request.user
            ),
            "Shown again.",
            back,
            show,
        ),
    }
    return act_by_button(request, buttons) or render(
        request,
        "consultations/answering/staff/response_hide.html",
        {"consultation": consultation, "response": found, "hide": hide, "show": show},
    )


@screen(MAY_ERASE)
@read_after_the_close
def consent_for_sender(
    request: SignedInRequest, consultation: Consultation, response: int
) -> HttpResponse:
    """Withdraw consent for somebody who responded on paper, and so has neither an account nor a link."""
    found = response_of(consultation, response)
    form = form_of(request, ForSenderForm)
    ruling = came_on_paper(found) and may_be_withdrawn(
        found, found.current.consent, at=timezone.now()
    )
    return act_by_form(
        request,
        form,
        lambda: withdrawing.withdraw_for_sender(
            found, reason=form.cleaned_data["reason"], by=request.user
        ),
        "Consent withdrawn. The response is no longer public.",
        redirect("consultations_reading:response_detail", consultation.pk, response),
    ) or render(
        request,
        "consultations/answering/staff/consent_for_sender.html",
        {"consultation": consultation, "response": found, "form": form, "ruling": ruling},
    )
