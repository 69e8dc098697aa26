"""Filling a casual vacancy: the countback, its acceptance, or the by-election."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assembly.accounts.http import SignedInRequest
from elections import blueprints, selectors, vacancies
from elections.acting import succeeds
from elections.models import Election
from elections.services import vacancy as services

from .blueprint_views import saves
from .forms import ConsentForm, NewElectionForm, NoticeForm, ProposedContestForm
from .pages import back_to, do, form_page, officer_page


@officer_page
def vacancy_count_back(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    empty = _empty_seat(election, pk)
    form = ConsentForm(
        request.POST if request.method == "POST" else None,
        candidates=selectors.not_elected(empty.contest),
    )
    if succeeds(
        form,
        lambda: services.count_back(
            empty.contest, empty.appointment, form.consenting, by=request.user
        ),
    ):
        messages.success(request, "Counted back. Ask the person it found, then record the answer.")
        return back_to(election)
    return form_page(
        request,
        form,
        title=f"Countback: {empty.appointment.seat}",
        button="Count back",
        election=election,
        intro="Ask each of them first whether they would take the seat for the rest of the term.",
    )


@require_POST
@officer_page
def vacancy_accept(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    empty = _empty_seat(election, pk)
    if empty.vacancy is None:
        raise Http404
    vacancy = empty.vacancy
    return do(
        request,
        election,
        lambda: services.accept_vacancy(vacancy, by=request.user),
        f"{vacancy.filled_by} takes the seat for the rest of the term.",
    )


@officer_page
def by_election_propose(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    """As from a template, for the one seat; the day of the notice stands in the address."""
    empty = _empty_seat(election, pk)
    seat = empty.appointment.seat
    asked = NoticeForm(request.GET or None)
    if not asked.is_valid():
        return render(
            request,
            "elections/officer/blueprint_choose.html",
            {"form": asked, "election": election, "seat": seat},
        )
    proposal = blueprints.propose_by_election(empty.contest, seat, asked.cleaned_data["notice_on"])
    proposal.election.returning_officer = request.user
    data = request.POST if request.method == "POST" else None
    form = NewElectionForm(data, instance=proposal.election)
    del form.fields["is_rehearsal"]  # it fills a real seat
    contests = [
        ProposedContestForm(data, instance=contest, prefix="contest-0", initial={"seats": seats})
        for contest, seats in proposal.contests
    ]
    if saves(
        form,
        contests,
        lambda wanted: services.call_by_election(
            empty.contest, empty.appointment, form.instance, wanted, by=request.user
        ),
    ):
        messages.success(request, f"{form.instance} is set up.")
        return back_to(form.instance)
    return render(
        request,
        "elections/officer/blueprint.html",
        {"form": form, "contests": contests, "partnership": seat.partnership},
    )


def _empty_seat(election: Election, pk: int) -> vacancies.Empty:
    for empty in vacancies.empty_seats(election, timezone.localdate()):
        if empty.appointment.pk == pk:
            return empty
    raise Http404("This seat is not vacant, or another election filled it.")
