"""The roll, the opening, the count and the declaration."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_if_sent, form_of, say_no, warn
from elections import declaration, rules
from elections.models import Contest, Election
from elections.secrecy import secret_page
from elections.services import draw, ending, opening, result, roll

from .pages import act_and_return, back_to, form_page, officer_page
from .poll_forms import DrawChangeForm, DrawOutcomeForm, OpeningForm, VoidForm


@require_POST
@officer_page
def roll_freeze(request: SignedInRequest, election: Election) -> HttpResponse:
    return act_and_return(
        request,
        election,
        lambda: roll.freeze_roll(election, by=request.user),
        "Notice of poll is given: the roll is frozen.",
    )


@require_POST
@officer_page
def receipts_publish(request: SignedInRequest, election: Election) -> HttpResponse:
    return act_and_return(
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
    form = form_of(request, DrawOutcomeForm, has_substitute=bool(contest.lot_substitute))
    return form_page(
        request,
        election,
        form,
        lambda: opening.record_draw(contest, **form.cleaned_data, by=request.user),
        f"The draw for {contest} is recorded.",
        page_title="Record the draw",
        button="Record",
        intro=f"{contest.draw_sentence()} {contest.draw_form_sentence()} The first entry is final.",
    )


def _lot_change(request: SignedInRequest, election: Election, contest: Contest) -> HttpResponse:
    form = form_of(request, DrawChangeForm)
    return form_page(
        request,
        election,
        form,
        lambda: draw.ask_for_change(contest, **form.cleaned_data, by=request.user),
        "Two scrutineers now have to agree, on the page of their share.",
        page_title="Change the draw",
        button="Ask two scrutineers",
        intro=f"Recorded for {contest}: {contest.lot_seed}. This is final unless two scrutineers agree that it was "
        f"mistyped. {contest.draw_form_sentence()}",
    )


@secret_page
@officer_page
def box_open(request: SignedInRequest, election: Election) -> HttpResponse:
    """Rewrite the box, and open it with the shares that their holders type here. A share is never written back."""
    form = form_of(request, OpeningForm, needed=election.shares_needed or 0)

    def open_box() -> None:
        opening.rewrite_box(election, by=request.user)
        opening.open_box(election, form.typed, by=request.user)

    return form_page(
        request,
        election,
        form,
        open_box,
        "The ballot box is open. Count now.",
        page_title="Open the ballot box",
        button="Open",
        intro="The scrutineers type their shares themselves, one after another, and nobody looks on. "
        "They can repeat the opening on a computer of their own.",
    )


@officer_page
def poll_void(request: SignedInRequest, election: Election) -> HttpResponse:
    form = form_of(request, VoidForm)
    return form_page(
        request,
        election,
        form,
        lambda: ending.void_poll(election, form.cleaned_data["because"], by=request.user),
        "The poll is void, and everybody who could vote is told.",
        lambda _: _back_with_what_is_left(request, election),
        page_title="Declare the poll void",
        button="Declare it void",
        intro="No vote in it counts. The sealed ballots will be deleted unopened, and you cannot undo this.",
    )


@require_POST
@officer_page
def contests_count(request: SignedInRequest, election: Election) -> HttpResponse:
    return act_and_return(
        request,
        election,
        lambda: result.count_election(election, by=request.user),
        "Counted. The provisional result is public.",
    )


@officer_page
def result_declare(request: SignedInRequest, election: Election) -> HttpResponse:
    """Ask first, on a page that names who takes which seat and what is still open."""
    ballots = "; the sealed ballots are deleted" if election.has_poll else ""
    if answer := act_if_sent(
        request,
        lambda: result.declare(election, by=request.user),
        f"The result is declared{ballots}.",
        lambda _: _back_with_what_is_left(request, election),
        lambda refusal: say_no(request, refusal, back_to(election)),
    ):
        return answer
    contests = [declaration.to_declare(contest) for contest in election.contests.order_by("pk")]
    return render(
        request,
        "elections/officer/declare.html",
        {
            "election": election,
            "may_declare": declaration.may_be_declared(election, timezone.now()),
            "contests": contests,
            "anybody": any(contest.winners for contest in contests),
        },
    )


def _back_with_what_is_left(request: SignedInRequest, election: Election) -> HttpResponse:
    """Say what deleted ballots left in the files of the database, if it could not be wiped at once."""
    election.refresh_from_db()
    if not (wiped := rules.result.traces_are_wiped(election)):
        warn(request, wiped.reason)
    return back_to(election)
