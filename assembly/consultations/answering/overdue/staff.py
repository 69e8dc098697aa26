"""The Board's screen to clear overdue feedback."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.consultations.models import Consultation
from assembly.consultations.publishing.services import MAY_PUBLISH
from assembly.core.acting import act_by_form, form_of
from assembly.core.http import screen

from . import rules, services, standing
from .forms import ClearForm


@screen(MAY_PUBLISH)
def overdue_clear(request: SignedInRequest, pk: int) -> HttpResponse:
    consultation = get_object_or_404(Consultation.objects.published().with_page(), pk=pk)
    today = timezone.localdate()
    form = form_of(request, ClearForm)
    return act_by_form(
        request,
        form,
        lambda: services.clear_overdue(
            consultation, reason=form.cleaned_data["reason"], by=request.user
        ),
        "Cleared. The reason is on the page of the consultation.",
        redirect(consultation),
    ) or render(
        request,
        "consultations/answering/staff/overdue_clear.html",
        {
            "consultation": consultation,
            "form": form,
            "said": standing.in_public_words(consultation, today),
            "ruling": rules.can_be_cleared(standing.standing_of(consultation, today)),
        },
    )
