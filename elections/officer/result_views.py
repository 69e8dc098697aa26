"""What the returning officer does between the count and the declaration: missing signatures, a poll again."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import form_of
from elections import beside_the_count, declaration
from elections.challenge_forms import MissingSignatureForm
from elections.count_sheet import CountSheet
from elections.models import Contest, Count, Election
from elections.services.repeating import NewPoll, poll_again
from elections.services.scrutiny import record_missing

from .again_form import PollAgainForm
from .pages import back_to, form_page, officer_page


@require_safe
@officer_page
def standing(request: SignedInRequest, election: Election) -> HttpResponse:
    """Whether each count can be declared: who has signed, what is in doubt, by how little it was decided."""
    counts = Count.objects.filter(contest__election=election).select_related("contest__election")
    parts = [
        (sheet, beside_the_count.read(sheet), declaration.result_is_beyond_doubt(sheet.contest))
        for sheet in (CountSheet(count.contest, count) for count in counts)
    ]
    return render(
        request, "elections/officer/standing.html", {"election": election, "parts": parts}
    )


@officer_page
def signature_missing(
    request: SignedInRequest, election: Election, pk: int, scrutineer: int
) -> HttpResponse:
    contest = get_object_or_404(election.contests, pk=pk)
    person = get_object_or_404(election.scrutineers, pk=scrutineer)
    form = form_of(request, MissingSignatureForm)
    return form_page(
        request,
        election,
        form,
        lambda: record_missing(contest, person, **form.cleaned_data, by=request.user),
        f"You have recorded why {person} did not sign.",
        page_title=f"Signature of {person} under the count of {contest}",
        button="Record",
    )


@officer_page
def contest_again(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    """Poll one contest again whose result is in doubt."""
    contest = get_object_or_404(election.contests, pk=pk)
    return _again(request, election, [contest])


@officer_page
def election_again(request: SignedInRequest, election: Election) -> HttpResponse:
    """Run a void poll again, with all its contests."""
    contests = list(election.contests.polled().order_by("pk"))
    if not election.voided_at or not contests:
        raise Http404("Only a void poll is run again as a whole.")
    return _again(request, election, contests)


def _again(request: SignedInRequest, election: Election, contests: list[Contest]) -> HttpResponse:
    form = form_of(request, PollAgainForm)
    what = " and ".join(map(str, contests))

    def act() -> Election:
        timetable = dict(form.cleaned_data)
        because = timetable.pop("because")
        return poll_again(contests, because, NewPoll(**timetable), by=request.user)

    return form_page(
        request,
        election,
        form,
        act,
        f"{what} is polled again. Make the key of the new poll now.",
        back_to,
        page_title=f"Poll {what} again",
        button="Poll again",
    )
