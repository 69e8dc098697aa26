"""A vote by telephone, on the returning officer's screen. Choices travel in the body of the request only."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Buttons, act, act_by_button, form_of, sent
from assembly.core.rules import ALLOWED
from elections import participants, rules
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
    anybody = rules.voting.Voter(entry.organisation, entry, casts=ALLOWED)
    is_open = rules.voting.poll_is_open_to(election, anybody, timezone.now())
    if not is_open:
        return _page(request, "refused", election, entry, reason=is_open.reason)
    data = sent(request)
    call = CallForm(data, casters=participants.casters(entry.organisation))
    ballot = BallotForm(
        data,
        contest=entry.contest,
        candidates=list(entry.contest.candidates.select_related("organisation")),
        organisation=entry.organisation_id,
    )
    fill = partial(_page, request, "ballot", election, entry, call=call, ballot=ballot)
    if data is None or not (call.is_valid() & ballot.is_valid()):
        return fill()
    second = form_of(
        request,
        ProvedForm,
        button=("send", "cast"),
        name="step",
        people=participants.assistants(election, request.user),
        label="Who heard it with you",
        prefix="second",
    )
    review = partial(
        _page, request, "review", election, entry, call=call, ballot=ballot, second=second
    )

    def cast() -> HttpResponse | None:
        if not second.is_valid():
            return None
        return act(
            request,
            lambda: cast_by_telephone(
                entry,
                voter=call.cleaned_data["voter"],
                ranking=ballot.ranking,
                second=second.proved,
                by=request.user,
            ),
            "",
            lambda receipt: _page(request, "receipt", election, entry, receipt=receipt),
            lambda refusal: review(problem=refusal),
        )

    buttons: Buttons = {
        "review": review,
        "change": fill,
        "send": lambda: review(**send_code_by(request, entry.contest, second)),
        "cast": cast,
    }
    return act_by_button(request, buttons, "step") or review()


def _page(
    request: SignedInRequest, name: str, election: Election, entry: RollEntry, **context: object
) -> HttpResponse:
    return render(
        request,
        f"elections/officer/telephone_{name}.html",
        {"election": election, "entry": entry, **context},
    )
