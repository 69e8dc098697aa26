"""Claims: who says that they act for an organisation, and the decision on each."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import User
from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken
from assembly.membership import comparing, lookup, rules, selectors, vote_changes
from assembly.membership.forms.joining import ClaimDecisionForm
from assembly.membership.models import Claim, Delegate
from assembly.membership.services.claims import grant_claim, refuse_claim

PER_PAGE = 30


@require_safe
@permission_required("membership.decide_claims", raise_exception=True)
def claim_list(request: HttpRequest) -> HttpResponse:
    waiting = Claim.objects.waiting().select_related("organisation", "user")
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "membership/staff/claim_list.html", {"page": page})


@takes_form
@permission_required("membership.decide_claims", raise_exception=True)
def claim_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the person shows, what those who act for the organisation say, and the two buttons."""
    claim = get_object_or_404(
        Claim.objects.waiting().select_related("organisation", "user", "lead_answered_by"), pk=pk
    )
    delegates = list(Delegate.objects.of(claim.organisation).select_related("user"))
    entered = selectors.entered_the_proof(claim)
    may_decide = rules.may_decide(claim, request.user, delegates, entered)
    form = ClaimDecisionForm(
        request.POST if request.method == "POST" else None,
        has_lead=rules.is_led(delegates),
    )
    if form.is_valid():
        try:
            done = _decide(request, claim, form)
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
            return redirect("membership_claims:claim_decide", pk=pk)
        messages.success(request, done)
        return redirect("membership_claims:claim_list")
    return render(
        request,
        "membership/staff/claim_decide.html",
        {
            "claim": claim,
            "delegates": delegates,
            "entry": comparing.entry_of(claim.organisation),
            "polls": vote_changes.until_when(claim.organisation, timezone.now()),
            "near": lookup.near_to(claim.organisation),
            "entered": list(User.objects.filter(pk__in=entered)),
            "may_decide": may_decide,
            "form": form,
        },
    )


def _decide(request: SignedInRequest, claim: Claim, form: ClaimDecisionForm) -> str:
    reason = form.cleaned_data["reason"]
    if request.POST.get("decision") == "grant":
        role = Delegate.Role(form.cleaned_data["role"])
        grant_claim(claim, role=role, reason=reason, by=request.user)
        return f"{claim.user} now acts for {claim.organisation}. We have told them."
    refuse_claim(claim, reason=reason, by=request.user)
    return f"Claim refused. We have told {claim.user} why."
