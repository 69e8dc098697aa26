"""The roll, the opening, the count and the declaration."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from assembly.accounts.http import SignedInRequest
from assembly.core.rules import RuleBroken
from assembly.core.templatetags.assembly import moment
from elections import rules
from elections.acting import succeeds
from elections.models import Contest, Election
from elections.secrecy import secret_page
from elections.services import ending, key, lot, opening, result, roll

from .forms import LotChangeForm, LotForm, OpeningForm, VoidForm
from .pages import back_to, do, form_page, officer_page


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
    if contest.lot_seed:
        return _lot_change(request, election, contest)
    form = LotForm(
        request.POST if request.method == "POST" else None,
        has_substitute=bool(contest.lot_substitute),
    )
    if succeeds(form, lambda: opening.record_lot(contest, **form.cleaned_data, by=request.user)):
        messages.success(request, f"The draw for {contest} is recorded.")
        return back_to(election)
    return form_page(
        request,
        form,
        title="Record the draw",
        button="Record",
        election=election,
        intro=f"{_events_of(contest)} {contest.lot_form_sentence()} The first entry is final.",
    )


def _events_of(contest: Contest) -> str:
    """Which event the notice named, and which one instead of it."""
    first = f"{contest.lot_event}, {moment(contest.lot_at)}."
    if not contest.lot_substitute:
        return first
    instead = f"{contest.lot_substitute}, {moment(contest.lot_substitute_at)}."
    return f"{first} If that event does not take place: {instead}"


def _lot_change(request: SignedInRequest, election: Election, contest: Contest) -> HttpResponse:
    form = LotChangeForm(request.POST if request.method == "POST" else None)
    if succeeds(form, lambda: lot.ask_for_change(contest, **form.cleaned_data, by=request.user)):
        messages.success(request, "Two scrutineers now have to agree, on the page of their share.")
        return back_to(election)
    return form_page(
        request,
        form,
        title="Change the draw",
        button="Ask two scrutineers",
        election=election,
        intro=f"Recorded for {contest}: {contest.lot_seed}. This is final unless two scrutineers agree that it was "
        f"mistyped. {contest.lot_form_sentence()}",
    )


@secret_page
@officer_page
def box_open(request: SignedInRequest, election: Election) -> HttpResponse:
    """Rewrite the box, and open it with the shares that their holders type here. A share is never written back."""
    form = OpeningForm(
        request.POST if request.method == "POST" else None, needed=election.shares_needed or 0
    )
    problems = []
    if form.is_valid():
        try:
            opening.rewrite_box(election, by=request.user)
            opening.open_box(election, form.typed, by=request.user)
        except key.SharesRefused as refusal:
            problems = refusal.problems
        except RuleBroken as refusal:
            problems = [str(refusal)]
        else:
            messages.success(request, "The ballot box is open. Count now.")
            return back_to(election)
    return form_page(
        request,
        OpeningForm(needed=election.shares_needed or 0),
        title="Open the ballot box",
        button="Open",
        election=election,
        intro="The scrutineers type their shares themselves, one after another, and nobody looks on. "
        "They can repeat the opening on a computer of their own.",
        problems=[*problems, *(error for errors in form.errors.values() for error in errors)],
    )


@officer_page
def poll_void(request: SignedInRequest, election: Election) -> HttpResponse:
    form = VoidForm(request.POST if request.method == "POST" else None)
    if succeeds(
        form,
        lambda: ending.void_poll(election, form.cleaned_data["because"], by=request.user),
    ):
        messages.success(request, "The poll is void, and everybody who could vote is told.")
        _say_what_is_left(request, election)
        return back_to(election)
    return form_page(
        request,
        form,
        title="Declare the poll void",
        button="Declare it void",
        election=election,
        intro="No vote in it counts. The sealed ballots will be deleted unopened, and you cannot undo this.",
    )


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
    answer = do(
        request,
        election,
        lambda: result.declare(election, by=request.user),
        "The result is declared; the sealed ballots are deleted.",
    )
    _say_what_is_left(request, election)
    return answer


def _say_what_is_left(request: SignedInRequest, election: Election) -> None:
    """What deleted ballots left in the files of the database, if it could not be wiped at once."""
    election.refresh_from_db()
    if not (wiped := rules.traces_are_wiped(election)):
        messages.warning(request, wiped.reason)
