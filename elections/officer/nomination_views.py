"""The returning officer rules on nominations, and sees whom no mail reaches before the poll opens."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assembly.accounts.http import SignedInRequest
from elections import nominations, notices, rules
from elections.acting import succeeds
from elections.models import Election, Nomination
from elections.nominating_forms import NotValidForm
from elections.services import nominating

from .pages import back_to, do, officer_page


@officer_page
def nomination_rule(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    """A nomination as the candidate sent it. The form of this page finds it not valid; a button of its own, valid."""
    nomination = _of(election, pk)
    form = NotValidForm(request.POST if request.method == "POST" else None)
    if succeeds(
        form,
        lambda: nominating.find_not_valid(
            nomination, form.cleaned_data["because"], by=request.user
        ),
    ):
        messages.success(request, "Ruled not valid. The candidate and the organisations are told.")
        return back_to(election)
    return render(
        request,
        "elections/officer/nomination_rule.html",
        {
            "election": election,
            "nomination": nomination,
            "form": form,
            "may_find_valid": rules.may_find_valid(
                nomination, nomination.missing(), nomination.organisation
            )
            and rules.may_add_candidate(election, timezone.now()),
            "may_find_not_valid": rules.may_find_not_valid(nomination, election, "any"),
        },
    )


@require_POST
@officer_page
def nomination_valid(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    nomination = _of(election, pk)
    return do(
        request,
        election,
        lambda: nominating.find_valid(nomination, by=request.user),
        f"{nomination.name} stands. The candidate and the organisations are told.",
    )


@require_safe
@officer_page
def unreached_list(request: SignedInRequest, election: Election) -> HttpResponse:
    return render(
        request,
        "elections/officer/unreached_list.html",
        {"election": election, "unreached": notices.unreached(election)},
    )


def _of(election: Election, pk: int) -> Nomination:
    """Drafts are their organisation's alone."""
    sent = Nomination.objects.filter(contest__election=election, sent_at__isnull=False)
    return get_object_or_404(nominations.with_all(sent), pk=pk)
