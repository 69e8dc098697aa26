"""Raising an objection during the challenge period: for an organisation on the roll, or as a candidate."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, form_of
from assembly.membership.models import Organisation
from elections import rules
from elections.challenge_forms import ObjectionForm
from elections.models import Candidate, Election, Objection
from elections.secrecy import secret_page
from elections.services.objecting import raise_objection

from .public import way_to


@secret_page  # a receipt is typed here
@login_required
def objection_raise(request: SignedInRequest, slug: str) -> HttpResponse:
    election = get_object_or_404(Election.objects.public(), slug=slug)
    contests = list(election.contests.select_related("election"))
    rulings = [
        rules.objecting.may_object(election, contest, timezone.now()) for contest in contests
    ]
    own = Organisation.objects.acted_for_by(request.user).filter(roll_entries__contest__in=contests)
    form = form_of(
        request,
        ObjectionForm,
        instance=Objection(number=1, raised_at=timezone.now()),  # the service gives its own
        contests=contests,
        organisations=list(own.distinct()),
        candidates=list(Candidate.objects.filter(user=request.user, contest__in=contests)),
    )
    return act_by_form(
        request,
        form,
        lambda: raise_objection(form.instance, by=request.user),
        lambda made: (
            f"Your objection is number {made.number}. The returning officer has been told, and decides it in "
            "public before the result is declared."
        ),
        redirect("elections:election_result", election.slug),
    ) or render(
        request,
        "elections/objection_raise.html",
        {
            "form": form,
            "election": election,
            "heading": "Object to the poll",
            "caption": election,
            "button": "Object",
            "refusals": []
            if any(rulings)
            else list(dict.fromkeys(each.reason for each in rulings)),
            "is_outsider": not form.fields["whose"].choices,  # type: ignore[attr-defined]
            "breadcrumbs": way_to(election),
        },
    )
