"""Setting an election up from a template: choose the board and the day, see everything proposed, change it, save."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render

from assembly.accounts.http import SignedInRequest
from assembly.core.http import takes_form
from assembly.partners.models import Seat
from elections import blueprints
from elections.acting import succeeds
from elections.models import Contest
from elections.services import setup

from .forms import BlueprintForm, NewElectionForm, ProposedContestForm
from .pages import back_to

Wanted = list[tuple[Contest, Iterable[Seat]]]


@takes_form
@permission_required("elections.run_election", raise_exception=True)
def election_propose(request: SignedInRequest) -> HttpResponse:
    """The board and the day stand in the address, so that a form sent back is read against the same proposal."""
    asked = BlueprintForm(request.GET or None)
    if not asked.is_valid():
        return render(request, "elections/officer/blueprint_choose.html", {"form": asked})
    proposal = blueprints.propose(
        asked.cleaned_data["partnership"], asked.cleaned_data["notice_on"]
    )
    proposal.election.returning_officer = request.user
    data = request.POST if request.method == "POST" else None
    form = NewElectionForm(data, instance=proposal.election)
    contests = [
        ProposedContestForm(
            data, instance=contest, prefix=f"contest-{number}", initial={"seats": seats}
        )
        for number, (contest, seats) in enumerate(proposal.contests)
    ]
    if saves(
        form,
        contests,
        lambda wanted: setup.create_with_contests(form.instance, wanted, by=request.user),
    ):
        election = form.instance
        messages.success(
            request, f"{election} is set up. Everything can be changed until the notice."
        )
        for warning in blueprints.awkward_days(election):
            messages.warning(request, warning)
        return back_to(election)
    return render(
        request,
        "elections/officer/blueprint.html",
        {"form": form, "contests": contests, "partnership": asked.cleaned_data["partnership"]},
    )


def saves(
    form: NewElectionForm, contests: list[ProposedContestForm], create: Callable[[Wanted], object]
) -> bool:
    """Create what was proposed. The contests are read once the timetable can stand: their draws are held against it."""
    if not form.is_valid():
        return False
    wanted = [each for each in contests if not each.is_left_out()]
    invalid = [each for each in wanted if not each.is_valid()]  # each shows its own errors
    return not invalid and succeeds(
        form, lambda: create([(each.instance, each.cleaned_data["seats"]) for each in wanted])
    )
