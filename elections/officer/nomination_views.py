"""The returning officer rules on nominations, and sees whom no mail reaches before the poll opens."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, form_of
from elections import declared_awards, nominations, notices, rules
from elections.models import Election, Nomination
from elections.nominating_forms import NotValidForm
from elections.services import nominating

from .pages import act_and_return, back_to, officer_page


@officer_page
def nomination_rule(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    """A nomination as the candidate sent it. The form of this page finds it not valid; a button of its own, valid."""
    nomination = _of(election, pk)
    form = form_of(request, NotValidForm)
    return act_by_form(
        request,
        form,
        lambda: nominating.find_not_valid(
            nomination, form.cleaned_data["because"], by=request.user
        ),
        "Nomination ruled invalid. We have told the candidate and the organisations.",
        back_to(election),
    ) or render(
        request,
        "elections/officer/nomination_rule.html",
        {
            "election": election,
            "nomination": nomination,
            "award_lines": declared_awards.lines(nomination.declared_awards.all()),
            "form": form,
            "may_find_valid": rules.nominating.may_find_valid(
                nomination, nomination.missing(), nomination.organisation
            )
            and rules.preparing.may_add_candidate(election, timezone.now()),
            "may_find_not_valid": rules.nominating.may_find_not_valid(nomination, election, "any"),
        },
    )


@require_POST
@officer_page
def nomination_valid(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    nomination = _of(election, pk)
    return act_and_return(
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
