"""Setting an election up from a template: choose the board and the day, see everything proposed, change it, save."""

from collections.abc import Callable, Iterable

from django.http import HttpResponse
from django.shortcuts import render

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, form_of, warn
from assembly.core.http import screen
from assembly.partners.models import Partnership, Seat
from elections import blueprints
from elections.models import Contest, Election
from elections.services import setup

from .forms import BlueprintForm, NewElectionForm, ProposedContestForm
from .pages import back_to

Wanted = list[tuple[Contest, Iterable[Seat]]]


@screen("elections.run_election")
def election_propose(request: SignedInRequest) -> HttpResponse:
    """The board and the day stand in the address, so that a form sent back is read against the same proposal."""
    asked = BlueprintForm(request.GET or None)
    if not asked.is_valid():
        return render(request, "elections/officer/blueprint_choose.html", {"form": asked})
    proposal = blueprints.propose(
        asked.cleaned_data["partnership"], asked.cleaned_data["notice_on"]
    )
    proposal.election.returning_officer = request.user
    return proposal_page(
        request,
        proposal,
        form_of(request, NewElectionForm, instance=proposal.election),
        lambda election, wanted: setup.create_with_contests(election, wanted, by=request.user),
        asked.cleaned_data["partnership"],
    )


def proposal_page(
    request: SignedInRequest,
    proposal: blueprints.Proposal,
    form: NewElectionForm,
    create: Callable[[Election, Wanted], object],
    partnership: Partnership,
) -> HttpResponse:
    """Create what was proposed. The contests are read once the timetable can stand: their draws are held against it."""
    contests = [
        form_of(
            request,
            ProposedContestForm,
            instance=contest,
            prefix=f"contest-{number}",
            initial={"seats": seats},
        )
        for number, (contest, seats) in enumerate(proposal.contests)
    ]

    wanted = [each for each in contests if not each.is_left_out()]
    return act_by_form(
        request,
        [form, *wanted],
        lambda: create(
            form.instance, [(each.instance, each.cleaned_data["seats"]) for each in wanted]
        ),
        lambda _: f"{form.instance} is set up. Everything can be changed until the notice.",
        lambda _: _back_with_warnings(request, form.instance),
    ) or render(
        request,
        "elections/officer/blueprint.html",
        {"form": form, "contests": contests, "partnership": partnership},
    )


def _back_with_warnings(request: SignedInRequest, election: Election) -> HttpResponse:
    warn(request, *blueprints.awkward_days(election))
    return back_to(election)
