"""An organisation reads the decision on it, and appeals."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken
from assembly.membership import rules, selectors
from assembly.membership.forms.appeals import AppealForm
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Organisation
from assembly.membership.services import appeals

from .access import for_delegates, way_to


@takes_form
@for_delegates
def appeal(request: DelegateRequest, organisation: Organisation) -> HttpResponse:
    """The last decision against the organisation and what became of its appeal; its leads appeal here."""
    decision = selectors.last_decision(organisation)
    if decision is None:
        raise Http404("Nothing was decided against this organisation.")
    made = selectors.appeal_against(decision)
    may_appeal = rules.may_appeal(decision, made, timezone.localdate())
    may_send = rules.must_be_lead(
        request.user, organisation, selectors.current_delegates(organisation)
    )
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            appeals.appeal(organisation, form.cleaned_data["words"], by=request.user)
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, "The appeal is with the Assembly Board. You are told how it decides."
            )
        return redirect("membership:appeal", organisation.slug)
    return render(
        request,
        "membership/appeal.html",
        {
            "organisation": organisation,
            "decision": decision,
            "appeal": made,
            "until": rules.last_day_to_appeal(decision),
            "hear_until": rules.last_day_to_hear(made) if made else None,
            "may_appeal": may_appeal,
            "may_send": may_send,
            "form": form,
            "breadcrumbs": way_to(organisation),
        },
    )
