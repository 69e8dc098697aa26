"""Saying that one acts for an organisation which is here already; and, for its leads, answering that."""

from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from assembly.accounts.models import User
from assembly.core.acting import Button, act_by_button, act_by_form, form_of
from assembly.core.mailed_codes import services as mailed_codes
from assembly.core.mailed_codes.forms import OneTimeCodeForm
from assembly.core.rules import RuleBroken, Ruling
from assembly.membership import lookup, mailboxes, rules, selectors, vote_changes
from assembly.membership.forms.claims import (
    ClaimAddressForm,
    ClaimEvidenceForm,
    LeadAnswerForm,
)
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Claim, Delegate, Organisation
from assembly.membership.services import claims

from .register import UP, kept_or_404


@sensitive_post_parameters("code")
@login_required
def claim(request: DelegateRequest, slug: str) -> HttpResponse:
    """Every step of a claim on one page: a code to the organisation's domain, or evidence; and what became of it."""
    organisation = Organisation.objects.public().filter(slug=slug).first()
    if organisation is None:
        return redirect("membership:claim", kept_or_404(slug).slug)
    delegates = list(Delegate.objects.of(organisation))
    forms: dict[str, django_forms.Form] = {
        "code": form_of(request, ClaimAddressForm, button="code", name="step"),
        "check": form_of(request, OneTimeCodeForm, button="check", name="step"),
        "evidence": form_of(request, ClaimEvidenceForm, button="evidence", name="step"),
    }
    if answer := act_by_button(request, _steps(request.user, organisation, forms), "step"):
        return answer
    may_claim: Ruling = rules.claims.may_claim(organisation, request.user, delegates)
    made = lookup.open_claim(organisation, request.user)
    return render(
        request,
        "membership/claim.html",
        {
            "organisation": organisation,
            "may_claim": may_claim,
            "has_lead": rules.claims.is_led(delegates),
            "decides": rules.claims.decides_or_edits(request.user),
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
            "form": next((form for form in forms.values() if form.is_bound), None),
            "breadcrumbs": [*UP, (organisation.name, organisation.get_absolute_url())],
        },
    )


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
    may_answer = rules.claims.may_answer(
        asked,
        request.user,
        Delegate.objects.of(asked.organisation),
        selectors.entered_the_proof(asked),
    )
    form = form_of(request, LeadAnswerForm)
    return act_by_form(
        request,
        form,
        lambda: claims.answer_claim(
            asked,
            knows=form.cleaned_data["knows"] == Claim.LeadSays.YES,
            words=form.cleaned_data["words"],
            by=request.user,
        ),
        "Thank you. The Support Unit will decide, and e-mail you both.",
        redirect("membership:my"),
    ) or render(
        request,
        "membership/claim_answer.html",
        {"claim": asked, "may_answer": may_answer, "form": form},
    )


def _steps(
    person: User, organisation: Organisation, forms: dict[str, django_forms.Form]
) -> dict[str, Button]:
    back = redirect("membership:claim", organisation.slug)
    code, check, evidence = forms["code"], forms["check"], forms["evidence"]

    def own() -> Claim:
        if made := lookup.open_claim(organisation, person):
            return made
        raise RuleBroken(rules.claims.no_open_claim().reason)

    return {
        "code": Button(
            lambda: claims.send_claim_code(organisation, code.cleaned_data["address"], by=person),
            lambda _: (
                f"A code is on its way to {code.cleaned_data['address']}. It works for {rules.claims.CLAIM_CODE.age}."
            ),
            back,
            code,
        ),
        "evidence": Button(
            lambda: claims.claim_with_evidence(
                organisation, evidence.cleaned_data["evidence"], by=person
            ),
            "Sent. The Support Unit will check what you wrote, and e-mail you its decision.",
            back,
            evidence,
        ),
        "withdraw": Button(
            lambda: claims.withdraw_claim(own(), by=person), "Claim withdrawn.", back
        ),
        "check": Button(
            lambda: claims.check_claim_code(own(), check.cleaned_data["code"]),
            lambda made: (
                f"You now act for {organisation}, as its lead."
                if made.state == Claim.State.GRANTED
                else "The code is right. The Support Unit will decide, and e-mail you."
            ),
            lambda made: redirect("membership:my") if made.state == Claim.State.GRANTED else back,
            check,
        ),
    }
