"""A vote by telephone, on the returning officer's screen. Choices travel in the body of the request only."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.core.rules import ALLOWED, RuleBroken
from elections import rules, selectors
from elections.forms import BallotForm
from elections.models import Election, RollEntry
from elections.secrecy import secret_page
from elections.services.telephone import cast_by_telephone

from .assisting import send_code_by
from .pages import officer_page
from .staff_forms import CallForm, ProvedForm


@secret_page
@officer_page
def telephone_vote(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    """The script and the ballot, the review, and the cast: one address, told apart by the button."""
    entries = RollEntry.objects.select_related("contest", "organisation")
    entry = get_object_or_404(entries, pk=pk, contest__election=election)
    # Not whether it has voted: that is told once the second person has proved that they are there.
    anybody = rules.Voter(entry.organisation, entry, casts=ALLOWED)
    is_open = rules.poll_is_open_to(election, anybody, timezone.now())
    if not is_open:
        return _page(request, "refused", election, entry, reason=is_open.reason)
    data = request.POST if request.method == "POST" else None
    call = CallForm(data, casters=selectors.casters(entry.organisation))
    ballot = BallotForm(
        data,
        contest=entry.contest,
        candidates=list(entry.contest.candidates.select_related("organisation")),
        organisation=entry.organisation_id,
    )
    forms = {"call": call, "ballot": ballot}
    if data is None or not (call.is_valid() & ballot.is_valid()) or data.get("step") == "change":
        return _page(request, "ballot", election, entry, **forms)
    second = ProvedForm(
        data if data.get("step") in {"send", "cast"} else None,
        people=selectors.assistants(election, request.user),
        label="Who heard it with you",
        prefix="second",
    )
    forms["second"] = second
    if not second.is_bound or not second.is_valid():
        return _page(request, "review", election, entry, **forms)
    if data["step"] == "send":
        said = send_code_by(request, entry.contest, second)
        return _page(request, "review", election, entry, **forms, **said)
    try:
        receipt = cast_by_telephone(
            entry,
            voter=call.cleaned_data["voter"],
            ranking=ballot.ranking,
            second=second.proved,
            by=request.user,
        )
    except RuleBroken as refusal:
        return _page(request, "review", election, entry, **forms, problem=str(refusal))
    return _page(request, "receipt", election, entry, receipt=receipt)


def _page(
    request: SignedInRequest, name: str, election: Election, entry: RollEntry, **context: object
) -> HttpResponse:
    return render(
        request,
        f"elections/officer/telephone_{name}.html",
        {"election": election, "entry": entry, **context},
    )
