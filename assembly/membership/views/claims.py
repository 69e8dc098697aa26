"""Saying that one acts for an organisation which is here already; and, for its leads, answering that."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from assembly.core.http import takes_form
from assembly.core.mailed_codes import services as mailed_codes
from assembly.core.mailed_codes.forms import OneTimeCodeForm
from assembly.core.rules import RuleBroken, Ruling
from assembly.membership import lookup, mailboxes, rules, selectors, vote_changes
from assembly.membership.forms.joining import (
    ClaimAddressForm,
    ClaimEvidenceForm,
    LeadAnswerForm,
)
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Claim, Delegate, Organisation
from assembly.membership.services import claims

from .register import UP, kept_or_404


@sensitive_post_parameters("code")
@takes_form
@login_required
def claim(request: DelegateRequest, slug: str) -> HttpResponse:
    """Every step of a claim on one page: a code to the organisation's domain, or evidence; and what became of it."""
    organisation = Organisation.objects.public().filter(slug=slug).first()
    if organisation is None:
        return redirect("membership:claim", kept_or_404(slug).slug)
    delegates = list(Delegate.objects.of(organisation))
    forms = {
        "code": ClaimAddressForm(_sent(request, "code")),
        "check": OneTimeCodeForm(_sent(request, "check")),
        "evidence": ClaimEvidenceForm(_sent(request, "evidence")),
    }
    step = request.POST.get("step", "")
    if step == "withdraw" or (step in forms and forms[step].is_valid()):
        try:
            return _take(request, organisation, step, forms)
        except RuleBroken as refusal:
            if step not in forms:
                raise
            forms[step].add_error(None, str(refusal))
    may_claim: Ruling = rules.may_claim(organisation, request.user, delegates)
    made = lookup.open_claim(organisation, request.user)
    return render(
        request,
        "membership/claim.html",
        {
            "organisation": organisation,
            "may_claim": may_claim,
            "has_lead": rules.is_led(delegates),
            "decides": rules.decides_or_edits(request.user),
            "domains": mailboxes.own_domains(organisation),
            "deciding_domain": mailboxes.deciding_domain(organisation),
            "claim": made,
            "code_is_open": made and mailed_codes.is_open(claims.code_of(made)),
            "near": [
                other
                for other in lookup.near_to(organisation)
                if other.status in Organisation.PUBLIC
            ],
            "polls": vote_changes.until_when(organisation, timezone.now()),
            "last": organisation.claims.filter(user=request.user).last(),
            "forms": forms,
            "form": forms.get(step),
            "breadcrumbs": [*UP, (organisation.name, organisation.get_absolute_url())],
        },
    )


@takes_form
@login_required
def claim_answer(request: DelegateRequest, pk: int) -> HttpResponse:
    """A lead says whether they know the person. Who is no lead of the organisation finds nothing here."""
    asked = get_object_or_404(
        Claim.objects.select_related("organisation", "user").filter(
            organisation__delegates__in=Delegate.objects.current().filter(
                user=request.user, role=Delegate.Role.LEAD
            )
        ),
        pk=pk,
    )
    may_answer = rules.may_answer(
        asked,
        request.user,
        Delegate.objects.of(asked.organisation),
        selectors.entered_the_proof(asked),
    )
    form = LeadAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            claims.answer_claim(
                asked,
                knows=form.cleaned_data["knows"] == Claim.LeadSays.YES,
                words=form.cleaned_data["words"],
                by=request.user,
            )
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, "Thank you. The Support Unit will decide, and e-mail you both."
            )
        return redirect("membership:my")
    return render(
        request,
        "membership/claim_answer.html",
        {"claim": asked, "may_answer": may_answer, "form": form},
    )


def _sent(request: DelegateRequest, step: str) -> QueryDict | None:
    """The data of the form that was sent; the others on the page stay untouched."""
    return request.POST if request.POST.get("step") == step else None


def _take(
    request: DelegateRequest, organisation: Organisation, step: str, forms: dict
) -> HttpResponse:
    """Take one step, say what has happened, and come back to the page, or go to one's own."""
    person = request.user
    back = redirect("membership:claim", organisation.slug)
    if step == "code":
        address = forms["code"].cleaned_data["address"]
        claims.send_claim_code(organisation, address, by=person)
        messages.success(request, f"A code is on its way to {address}. It works for an hour.")
        return back
    if step == "evidence":
        claims.claim_with_evidence(
            organisation, forms["evidence"].cleaned_data["evidence"], by=person
        )
        messages.success(
            request,
            "Sent. The Support Unit will check what you wrote, and e-mail you its decision.",
        )
        return back
    made = lookup.open_claim(organisation, person)
    if made is None:
        messages.error(request, "You have no open claim here.")
        return back
    if step == "withdraw":
        claims.withdraw_claim(made, by=person)
        messages.success(request, "Claim withdrawn.")
        return back
    made = claims.check_claim_code(made, forms["check"].cleaned_data["code"])
    if made.state == Claim.State.GRANTED:
        messages.success(request, f"You now act for {organisation}, as its lead.")
        return redirect("membership:my")
    messages.success(request, "The code is right. The Support Unit will decide, and e-mail you.")
    return back
