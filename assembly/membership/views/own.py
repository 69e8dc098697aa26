"""An organisation's own pages, for the people who act for it: its life, and what its leads decide about it."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.core.acting import act_by_form, act_if_sent, form_of
from assembly.membership import consequences, rules, selectors, standing, timeline
from assembly.membership.forms.standing import DeclarationForm, ResignForm
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Organisation
from assembly.membership.services.confirming import confirm as confirm_entry
from assembly.membership.services.resigning import resign
from assembly.membership.services.returning import come_back as apply_again

from .access import MY, for_delegates, for_leads, way_to


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
            "standing": standing.standing_of(request.user, organisation),
            "is_lead": rules.people.must_be_lead(request.user, organisation, delegates),
            "acts": standing.acts(organisation, timezone.localdate()),
            "entries": timeline.of_organisation(organisation),
            "breadcrumbs": [MY],
        },
    )


@for_leads
def confirm(request: DelegateRequest, organisation: Organisation) -> HttpResponse:
    """“Is this still right?”: the entry as it stands, and one button."""
    return act_if_sent(
        request,
        lambda: confirm_entry(organisation, by=request.user),
        f"Thank you. The entry of {organisation} is confirmed.",
        redirect("membership:own", organisation.slug),
    ) or render(
        request,
        "membership/confirm.html",
        {
            "organisation": organisation,
            "may_confirm": rules.standing.may_confirm(organisation, timezone.localdate()),
            "facts": selectors.facts(organisation),
            "people": standing.people(organisation),
            "breadcrumbs": way_to(organisation),
        },
    )


@for_leads
def leave(request: DelegateRequest, organisation: Organisation) -> HttpResponse:
    """What leaving means, and the last question before it."""
    form = form_of(request, ResignForm)
    return act_by_form(
        request,
        form,
        lambda: resign(organisation, form.cleaned_data["reason"], by=request.user),
        f"{organisation} has left the Assembly. Its people are told, and it may come back at any time.",
        redirect("membership:own", organisation.slug),
    ) or _page(
        request,
        organisation,
        form,
        template="membership/leave.html",
        refusal=rules.standing.may_resign(organisation).reason,
    )


@for_leads
def come_back(request: DelegateRequest, organisation: Organisation) -> HttpResponse:
    """Fresh declarations of an organisation that lapsed, left or was refused."""
    decision = selectors.decision_standing(organisation)
    appeal = selectors.appeal_against(decision)
    form = form_of(request, DeclarationForm)
    return act_by_form(
        request,
        form,
        lambda: apply_again(organisation, form.declarations(), by=request.user),
        lambda found: (
            f"{organisation} is a member again from today."
            if found.is_member
            else f"{organisation} has applied again. The Support Unit checks the declarations and writes to you."
        ),
        redirect("membership:own", organisation.slug),
    ) or _page(
        request,
        organisation,
        form,
        template="membership/come_back.html",
        refusal=rules.standing.may_come_back(
            organisation, decision, appeal, timezone.localdate()
        ).reason,
    )


def _page(
    request: DelegateRequest,
    organisation: Organisation,
    form: forms.Form,
    *,
    template: str,
    refusal: str,
) -> HttpResponse:
    """A form that changes the membership: shown with what hangs on it, or with the reason why there is none."""
    return render(
        request,
        template,
        {
            "organisation": organisation,
            "form": form,
            "refusal": refusal,
            "consequences": consequences.of_ending(organisation),
            "breadcrumbs": way_to(organisation),
        },
    )
