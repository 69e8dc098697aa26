"""The Support Unit's screen on which an applicant is asked for more."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, form_of
from assembly.core.http import screen
from assembly.membership import rules
from assembly.membership.models import ApplicationQuestion, Delegate, Organisation

from . import services
from .forms import AskForm


@screen("membership.check_eligibility")
def application_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.waiting(), pk=pk)
    form = form_of(request, AskForm)
    if answer := act_by_form(
        request,
        form,
        lambda: services.ask(organisation, form.cleaned_data["words"], by=request.user),
        f"We have asked {organisation}. Its application waits for the answer.",
        redirect("membership_staff:application_check", pk=pk),
    ):
        return answer
    opened = ApplicationQuestion.objects.open().filter(organisation=organisation).first()
    delegates = Delegate.objects.filter(organisation=organisation)
    return render(
        request,
        "membership/staff/application_ask.html",
        {
            "organisation": organisation,
            "may_ask": rules.questions.may_ask(organisation, request.user, delegates, opened),
            "form": form,
        },
    )
