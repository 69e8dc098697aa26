"""Filling a casual vacancy: the countback, its acceptance, or the by-election."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import form_of
from elections import blueprints, selectors, vacancies
from elections.models import Election
from elections.services import vacancy as services

from .blueprint_views import proposal_page
from .forms import ConsentForm, NewElectionForm, NoticeForm
from .pages import act_and_return, form_page, officer_page


@officer_page
def vacancy_count_back(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    empty = _empty_seat(election, pk)
    form = form_of(request, ConsentForm, candidates=selectors.not_elected(empty.contest))
    return form_page(
        request,
        election,
        form,
        lambda: services.count_back(
            empty.contest, empty.appointment, form.consenting, by=request.user
        ),
        "The countback is done. Ask the person it elected whether they accept, then record the answer.",
        page_title=f"Countback: {empty.appointment.seat}",
        button="Count back",
        intro="Ask each of them first whether they would take the seat for the rest of the term.",
    )


@require_POST
@officer_page
def vacancy_accept(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    empty = _empty_seat(election, pk)
    if empty.vacancy is None:
        raise Http404
    vacancy = empty.vacancy
    return act_and_return(
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
    form = form_of(request, NewElectionForm, instance=proposal.election)
    del form.fields["is_rehearsal"]  # it fills a real seat
    return proposal_page(
        request,
        proposal,
        form,
        lambda election, wanted: services.call_by_election(
            empty.contest, empty.appointment, election, wanted, by=request.user
        ),
        seat.partnership,
    )


def _empty_seat(election: Election, pk: int) -> vacancies.Empty:
    for empty in vacancies.empty_seats(election, timezone.localdate()):
        if empty.appointment.pk == pk:
            return empty
    raise Http404("This seat is not vacant, or another election filled it.")
