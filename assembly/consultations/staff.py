"""The Board's screen in the Wagtail admin: withdrawing a consultation. Publishing is Wagtail's own workflow."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.core.http import takes_form

from . import services
from .forms import WithdrawalForm
from .models import Consultation


@takes_form
@permission_required(services.MAY_PUBLISH, raise_exception=True)
def consultation_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for the public reason, and withdraw. A refusal is said by AdminRefusalMiddleware."""
    consultation = get_object_or_404(Consultation.objects.running().select_related("page"), pk=pk)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.withdraw_consultation(
            consultation, reason=form.cleaned_data["reason"], by=request.user
        )
        messages.success(request, f"“{consultation}” is withdrawn.")
        return redirect("wagtailadmin_pages:edit", consultation.page.pk)
    return render(
        request,
        "consultations/staff/consultation_withdraw.html",
        {"consultation": consultation, "form": form},
    )
