"""The check page before responses are published."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.consultations.answering.calling import one_to_answer
from assembly.consultations.answering.rules import has_closed
from assembly.consultations.reading import selectors as reading
from assembly.core.acting import act_by_form, form_of
from assembly.core.http import takes_form

from . import rules, selectors, services
from .forms import PublishForm


@takes_form
def responses_publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """How many are published with the name, without it and not at all, and the button."""
    consultation = one_to_answer(request, pk)
    form = form_of(request, PublishForm)
    closed = has_closed(consultation, at=timezone.now())
    return act_by_form(
        request,
        form,
        lambda: services.publish_responses(
            consultation, are_read=form.cleaned_data["are_read"], by=request.user
        ),
        "Responses published.",
        redirect("consultations_answering:answering", pk),
    ) or render(
        request,
        "consultations/answering/staff/responses_publish.html",
        {
            "consultation": consultation,
            "form": form,
            "ruling": closed and rules.may_be_published(consultation),
            "sorted": selectors.sort_out(consultation) if closed else None,
            "files_of_unnamed": selectors.files_of_unnamed(consultation) if closed else "",
            "reads": reading.readable_by(request.user).filter(pk=pk).exists(),
        },
    )
