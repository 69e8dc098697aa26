"""An organisation's own pages, for the people who act for it: its life, and what its leads decide about it."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken
from assembly.membership import consequences, rules, selectors, standing, timeline
from assembly.membership.forms.standing import DeclarationForm, ResignForm
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Organisation
from assembly.membership.services.confirming import confirm as confirm_entry
from assembly.membership.services.leaving import resign
from assembly.membership.services.returning import come_back as apply_again

from .access import MY, for_delegates, for_leads, way_to

F = TypeVar("F", bound=forms.Form)


@require_safe
@for_delegates
def own(request: DelegateRequest, organisation: Organisation) -> HttpResponse:
    """How it stands, what its people can do about it, and its whole life with the Assembly."""
    delegates = selectors.current_delegates(organisation)
    return render(
        request,
        "membership/own.html",
        {
            "organisation": organisation,
            "standing": standing.of(request.user, organisation),
            "is_lead": rules.must_be_lead(request.user, organisation, delegates),
            "acts": standing.acts(organisation, timezone.localdate()),
            "entries": timeline.of_organisation(organisation),
            "breadcrumbs": [MY],
        },
    )


@takes_form
@for_leads
def confirm(request: DelegateRequest, organisation: Organisation) -> HttpResponse:
    """“Is this still right?”: the entry as it stands, and one button."""
    if request.method == "POST":
        try:
            confirm_entry(organisation, by=request.user)
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Thank you. The entry of {organisation} is confirmed.")
        return redirect("membership:own", organisation.slug)
    return render(
        request,
        "membership/confirm.html",
        {
            "organisation": organisation,
            "may_confirm": rules.may_confirm(organisation, timezone.localdate()),
            "facts": selectors.facts(organisation),
            "people": standing.people(organisation),
            "breadcrumbs": way_to(organisation),
        },
    )


@takes_form
@for_leads
def leave(request: DelegateRequest, organisation: Organisation) -> HttpResponse:
    """What leaving means, and the last question before it."""
    return _page_with_form(
        request,
        organisation,
        ResignForm(request.POST if request.method == "POST" else None),
        template="membership/leave.html",
        may=rules.may_resign(organisation).reason,
        act=lambda form: _resign(request, organisation, form),
    )


@takes_form
@for_leads
def come_back(request: DelegateRequest, organisation: Organisation) -> HttpResponse:
    """Fresh declarations of an organisation that lapsed, left or was refused."""
    decision = selectors.decision_standing(organisation)
    appeal = selectors.appeal_against(decision)
    return _page_with_form(
        request,
        organisation,
        DeclarationForm(request.POST if request.method == "POST" else None),
        template="membership/come_back.html",
        may=rules.may_come_back(organisation, decision, appeal, timezone.localdate()).reason,
        act=lambda form: _come_back(request, organisation, form),
    )


def _page_with_form(
    request: DelegateRequest,
    organisation: Organisation,
    form: F,
    *,
    template: str,
    may: str,
    act: Callable[[F], str],
) -> HttpResponse:
    """A form that changes the membership: shown with what hangs on it, or with the reason why there is none."""
    if form.is_valid():
        try:
            messages.success(request, act(form))
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
        return redirect("membership:own", organisation.slug)
    return render(
        request,
        template,
        {
            "organisation": organisation,
            "form": form,
            "refusal": may,
            "consequences": consequences.of(organisation),
            "breadcrumbs": way_to(organisation),
        },
    )


def _resign(request: DelegateRequest, organisation: Organisation, form: ResignForm) -> str:
    resign(organisation, form.cleaned_data["reason"], by=request.user)
    return f"{organisation} has left the Assembly. Its people are told, and it may come back at any time."


def _come_back(request: DelegateRequest, organisation: Organisation, form: DeclarationForm) -> str:
    found = apply_again(organisation, form.declarations(), by=request.user)
    if found.is_member:
        return f"{organisation} is a member again from today."
    return f"{organisation} has applied again. The Support Unit checks the declarations and writes to you."
