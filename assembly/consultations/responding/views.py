"""A delegate responds to a consultation. Its page, and the lists, stand in the page tree."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.consultations import selectors
from assembly.consultations.asking.said import said_in
from assembly.consultations.models import Consultation
from assembly.core.acting import act_by_form, form_of, say_no, sent
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Organisation

from . import services
from .forms import ResponseForm
from .senders import of_organisation


def _published(body: str, slug: str) -> Consultation:
    return get_object_or_404(
        Consultation.objects.published().select_related("page", "body__page"),
        body__page__slug=body,
        page__slug=slug,
    )


@login_required
def response_send(request: DelegateRequest, body: str, slug: str) -> HttpResponse:
    """Send the organisation's response, or replace it, while the consultation is open."""
    consultation = _published(body, slug)
    ruling = selectors.ruling_for(request, consultation, at=timezone.now())
    if not ruling and (sent(request) is None or request.acting.organisation is None):
        return say_no(request, ruling.reason, consultation)
    form = form_of(
        request,
        ResponseForm,
        consultation=consultation,
        acting_for=request.acting.organisation,
        choices=Organisation.objects.acted_for_by(request.user),
    )
    return act_by_form(
        request,
        form,
        lambda: services.send(
            consultation,
            of_organisation(form.cleaned_data["organisation"]),
            form.given(),
            by=request.user,
        ),
        "",
        redirect("consultations:response_sent", body, slug),
    ) or render(
        request,
        "consultations/response_send.html",
        {"form": form, "consultation": consultation, "organisation": form.respondent},
    )


@require_safe
@login_required
def response_sent(request: DelegateRequest, body: str, slug: str) -> HttpResponse:
    """Confirm what the organisation one acts for has sent, word for word."""
    consultation = _published(body, slug)
    response = selectors.own_response(consultation, request.acting.organisation)
    if response is None:
        raise Http404
    return render(
        request,
        "consultations/response_sent.html",
        {
            "consultation": consultation,
            "response": response,
            "version": response.current,
            "said": said_in(response.current),
        },
    )
