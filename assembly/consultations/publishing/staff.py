"""The Board's screen in the Wagtail admin: withdrawing a consultation. Publishing is Wagtail's own workflow."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.consultations.models import Consultation
from assembly.core.acting import act_by_form, form_of
from assembly.core.http import screen

from . import services
from .forms import WithdrawalForm


@screen(services.MAY_PUBLISH)
def consultation_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for the public reason, and withdraw."""
    consultation = get_object_or_404(Consultation.objects.running().select_related("page"), pk=pk)
    form = form_of(request, WithdrawalForm)
    return act_by_form(
        request,
        form,
        lambda: services.withdraw_consultation(
            consultation, reason=form.cleaned_data["reason"], by=request.user
        ),
        f"“{consultation}” is withdrawn.",
        redirect("wagtailadmin_pages:edit", consultation.page.pk),
    ) or render(
        request,
        "consultations/staff/consultation_withdraw.html",
        {"consultation": consultation, "form": form},
    )
