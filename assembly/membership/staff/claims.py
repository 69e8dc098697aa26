"""Claims: who says that they act for an organisation, and the decision on each."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import User
from assembly.core.acting import Button, act_by_button, form_of
from assembly.core.http import screen
from assembly.membership import comparing, lookup, rules, selectors, vote_changes
from assembly.membership.forms.claims import ClaimDecisionForm
from assembly.membership.models import Claim, Delegate
from assembly.membership.services.claims import grant_claim, refuse_claim

PER_PAGE = 30


@require_safe
@screen("membership.decide_claims")
def claim_list(request: HttpRequest) -> HttpResponse:
    waiting = Claim.objects.waiting().select_related("organisation", "user")
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "membership/staff/claim_list.html", {"page": page})


@screen("membership.decide_claims")
def claim_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the person shows, what those who act for the organisation say, and the two buttons."""
    claim = get_object_or_404(
        Claim.objects.waiting().select_related("organisation", "user", "lead_answered_by"), pk=pk
    )
    delegates = list(Delegate.objects.of(claim.organisation).select_related("user"))
    entered = selectors.entered_the_proof(claim)
    may_decide = rules.claims.may_decide(claim, request.user, delegates, entered)
    form = form_of(request, ClaimDecisionForm, has_lead=rules.claims.is_led(delegates))
    every = redirect("membership_claims:claim_list")
    return act_by_button(
        request,
        {
            "grant": Button(
                lambda: grant_claim(
                    claim,
                    role=Delegate.Role(form.cleaned_data["role"]),
                    reason=form.cleaned_data["reason"],
                    by=request.user,
                ),
                f"{claim.user} now acts for {claim.organisation}. We have told them.",
                every,
                form,
            ),
            "refuse": Button(
                lambda: refuse_claim(claim, reason=form.cleaned_data["reason"], by=request.user),
                f"Claim refused. We have told {claim.user} why.",
                every,
                form,
            ),
        },
        "decision",
    ) or render(
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
