"""Raising an objection during the challenge period: for an organisation on the roll, or as a candidate."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.core.http import takes_form
from assembly.core.rules import RuleBroken
from assembly.membership.models import Organisation
from elections import rules
from elections.after_forms import ObjectionForm
from elections.models import Candidate, Election, Objection
from elections.secrecy import secret_page
from elections.services.objecting import raise_objection

from .public import LIST


@secret_page  # a receipt is typed here
@takes_form
@login_required
def objection_raise(request: SignedInRequest, slug: str) -> HttpResponse:
    election = get_object_or_404(Election.objects.public(), slug=slug)
    contests = list(election.contests.select_related("election"))
    rulings = [rules.may_object(election, contest, timezone.now()) for contest in contests]
    own = Organisation.objects.acted_for_by(request.user).filter(roll_entries__contest__in=contests)
    form = ObjectionForm(
        request.POST if request.method == "POST" else None,
        instance=Objection(number=1, raised_at=timezone.now()),  # the service gives its own
        contests=contests,
        organisations=list(own.distinct()),
        candidates=list(Candidate.objects.filter(user=request.user, contest__in=contests)),
    )
    if form.is_valid():
        try:
            made = raise_objection(form.instance, by=request.user)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(
                request,
                f"Your objection is number {made.number}. The returning officer has been told, and decides it in "
                "public before the result is declared.",
            )
            return redirect("elections:election_result", election.slug)
    return render(
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
            "breadcrumbs": [LIST, (election, election.get_absolute_url())],
        },
    )
