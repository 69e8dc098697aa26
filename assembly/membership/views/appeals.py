"""An organisation reads the decision on it, and appeals."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assembly.core.acting import act_by_form, form_of
from assembly.membership import rules, selectors
from assembly.membership.forms.appeals import AppealForm
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Organisation
from assembly.membership.services import appeals

from .access import for_delegates, way_to


@for_delegates
def appeal(request: DelegateRequest, organisation: Organisation) -> HttpResponse:
    """The last decision against the organisation and what became of its appeal; its leads appeal here."""
    decision = selectors.last_decision(organisation)
    if decision is None:
        raise Http404("Nothing was decided against this organisation.")
    made = selectors.appeal_against(decision)
    may_appeal = rules.appeals.may_appeal(decision, made, timezone.localdate())
    may_send = rules.people.must_be_lead(
        request.user, organisation, selectors.current_delegates(organisation)
    )
    form = form_of(request, AppealForm)
    return act_by_form(
        request,
        form,
        lambda: appeals.appeal(organisation, form.cleaned_data["words"], by=request.user),
        "The appeal is with the Assembly Board. You are told how it decides.",
        redirect("membership:appeal", organisation.slug),
    ) or render(
        request,
        "membership/appeal.html",
        {
            "organisation": organisation,
            "decision": decision,
            "appeal": made,
            "until": rules.appeals.last_day_to_appeal(decision),
            "hear_until": rules.appeals.last_day_to_hear(made) if made else None,
            "may_appeal": may_appeal,
            "may_send": may_send,
            "form": form,
            "breadcrumbs": way_to(organisation),
        },
    )
