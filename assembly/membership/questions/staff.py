"""The Support Unit's screen on which an applicant is asked for more."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken
from assembly.membership import rules
from assembly.membership.models import ApplicationQuestion, Delegate, Organisation

from . import services
from .forms import AskForm


@takes_form
@permission_required("membership.check_eligibility", raise_exception=True)
def application_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.waiting(), pk=pk)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.ask(organisation, form.cleaned_data["words"], by=request.user)
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, f"We have asked {organisation}. Its application waits for the answer."
            )
        return redirect("membership_staff:application_check", pk=pk)
    opened = ApplicationQuestion.objects.open().filter(organisation=organisation).first()
    delegates = Delegate.objects.filter(organisation=organisation)
    return render(
        request,
        "membership/staff/application_ask.html",
        {
            "organisation": organisation,
            "may_ask": rules.may_ask(organisation, request.user, delegates, opened),
            "form": form,
        },
    )
