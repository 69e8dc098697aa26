"""The key, the roll, the opening, the count and the declaration."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from assembly.accounts.http import SignedInRequest
from assembly.core.rules import RuleBroken
from elections.models import Election
from elections.secrecy import secret_page
from elections.services import key, opening, result, roll

from .forms import LotForm, ShareForm
from .pages import back_to, do, form_page, officer_page, succeeds


@secret_page
@require_POST
@officer_page
def key_make(request: SignedInRequest, election: Election) -> HttpResponse:
    """Make the key. The share stands in this answer and nowhere else, so there is nothing to redirect to."""
    try:
        share = key.make_key(election, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return back_to(election)
    return render(
        request, "elections/officer/share_made.html", {"election": election, "share": share}
    )


@secret_page
@officer_page
def share_prove(request: SignedInRequest, election: Election) -> HttpResponse:
    form = ShareForm(request.POST if request.method == "POST" else None)
    if succeeds(
        form, lambda: key.prove_share(election, form.cleaned_data["share"], by=request.user)
    ):
        messages.success(request, "You hold the share of this election.")
        return back_to(election)
    return _share_page(request, form, election, title="Type the share back", button="Check it")


@require_POST
@officer_page
def roll_freeze(request: SignedInRequest, election: Election) -> HttpResponse:
    return do(
        request,
        election,
        lambda: roll.freeze_roll(election, by=request.user),
        "Notice of poll is given: the roll is frozen.",
    )


@require_POST
@officer_page
def receipts_publish(request: SignedInRequest, election: Election) -> HttpResponse:
    return do(
        request,
        election,
        lambda: opening.publish_receipts(election, by=request.user),
        "The receipts are published.",
    )


@officer_page
def lot_record(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    contest = get_object_or_404(election.contests, pk=pk)
    form = LotForm(request.POST if request.method == "POST" else None)
    if succeeds(
        form, lambda: opening.record_lot(contest, form.cleaned_data["seed"], by=request.user)
    ):
        messages.success(request, f"The lot of {contest} is recorded.")
        return back_to(election)
    return form_page(
        request,
        form,
        title="Record the lot",
        button="Record",
        election=election,
        intro=contest.lot_event,
    )


@secret_page
@officer_page
def box_open(request: SignedInRequest, election: Election) -> HttpResponse:
    """Rewrite the box, and open it with the share that was typed."""
    form = ShareForm(request.POST if request.method == "POST" else None)

    def open_with_share() -> None:
        opening.rewrite_box(election, by=request.user)
        opening.open_box(election, form.cleaned_data["share"], by=request.user)

    if succeeds(form, open_with_share):
        messages.success(request, "The ballot box is open. Count now.")
        return back_to(election)
    return _share_page(request, form, election, title="Open the ballot box", button="Open")


@require_POST
@officer_page
def contests_count(request: SignedInRequest, election: Election) -> HttpResponse:
    return do(
        request,
        election,
        lambda: result.count_election(election, by=request.user),
        "Counted. The provisional result is public.",
    )


@require_POST
@officer_page
def result_declare(request: SignedInRequest, election: Election) -> HttpResponse:
    return do(
        request,
        election,
        lambda: result.declare(election, by=request.user),
        "The result is declared; the sealed ballots are destroyed.",
    )


def _share_page(
    request: SignedInRequest, form: ShareForm, election: Election, *, title: str, button: str
) -> HttpResponse:
    """A mistyped share is not written back into the page: it is typed again."""
    again = ShareForm(None)
    errors = [error for name in form.errors for error in form.errors[name]]
    return form_page(request, again, title=title, button=button, election=election, problems=errors)
