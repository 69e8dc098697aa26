"""The voter's pages: proof, ballot, review, confirm. Choices travel in the body of the request only."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import User
from assembly.core.http import key_in
from assembly.core.mailed_codes.forms import OneTimeCodeForm
from assembly.core.rules import RuleBroken, Ruling, refused
from assembly.membership.models import Organisation
from elections import proof, rules, selectors
from elections.forms import BallotForm
from elections.models import Contest, Election
from elections.receipt_page import receipt_shown
from elections.secrecy import secret_page
from elections.services.proof import check_code, send_code
from elections.services.receipts import cast_online


@dataclass(frozen=True, slots=True)
class Booth:
    """Where a person stands to vote: an election, a contest of it, the organisation they vote for."""

    election: Election
    contest: Contest
    organisation: Organisation | None
    person: User
    form: BallotForm

    def may_vote(self) -> Ruling:
        """Whether this person may vote here now. Casting asks by itself, under the lock of the box."""
        if self.organisation is None:
            return refused("You act for no organisation, and only organisations vote.")
        voter = selectors.voter(self.contest, self.organisation, self.person)
        return rules.may_vote(self.election, voter, timezone.now())


@secret_page
@login_required
def ballot_fill(request: SignedInRequest, slug: str) -> HttpResponse:
    """The ballot. POST brings the choices back from the review, to change them."""
    booth = _booth(request, slug)
    return _stop(request, booth) or _page(request, "elections/ballot_fill.html", booth)


@secret_page
@login_required
def ballot_review(request: SignedInRequest, slug: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("elections:ballot_fill", slug)
    booth = _booth(request, slug)
    return _stop(request, booth) or _review(request, booth)


@secret_page
@login_required
def ballot_cast(request: SignedInRequest, slug: str) -> HttpResponse:
    """Cast the vote. The receipt stands in this answer and nowhere else, so there is nothing to redirect to."""
    if request.method != "POST":
        return redirect("elections:ballot_fill", slug)
    booth = _booth(request, slug)
    if not (
        booth.organisation
        and proof.is_fresh(request, request.user, booth.election)
        and booth.form.is_valid()
    ):
        return _stop(request, booth) or _page(request, "elections/ballot_fill.html", booth)
    try:
        given = cast_online(
            booth.contest, booth.organisation, ranking=booth.form.ranking, by=request.user
        )
    except RuleBroken as refusal:
        return _refuse(request, booth, str(refusal))
    shown = receipt_shown(given.signed) if given.signed else None
    return _page(request, "elections/ballot_receipt.html", booth, receipt=given.code, shown=shown)


@secret_page
@login_required
@require_POST
def ballot_prove(request: SignedInRequest, slug: str) -> HttpResponse:
    """Send a code, or take one or a passkey. Choices made before travel through this page in hidden fields."""
    booth = _booth(request, slug)
    may_vote = booth.may_vote()
    if not may_vote:
        return _refuse(request, booth, may_vote.reason)
    if proof.is_fresh(request, request.user, booth.election):
        return _go_on(request, booth)
    if request.POST.get("step") == "send":
        return _ask_for_proof(request, booth, OneTimeCodeForm(), **_send(request, booth))
    if request.POST.get("step") == "passkey":
        return _take_passkey(request, booth)
    form = OneTimeCodeForm(request.POST)
    if not form.is_valid():
        return _ask_for_proof(request, booth, form)
    try:
        app = check_code(request.user, form.cleaned_data["code"], booth.election)
    except RuleBroken as refusal:
        form.add_error("code", str(refusal))
        return _ask_for_proof(request, booth, form)
    proof.remember(request, request.user, app)
    return _go_on(request, booth)


def _stop(request: SignedInRequest, booth: Booth) -> HttpResponse | None:
    """The page that comes instead, when this person may not vote here or has not proved that it is them."""
    may_vote = booth.may_vote()
    if not may_vote:
        return _refuse(request, booth, may_vote.reason)
    if not proof.is_fresh(request, request.user, booth.election):
        return _ask_for_proof(request, booth, OneTimeCodeForm())
    return None


def _review(request: SignedInRequest, booth: Booth) -> HttpResponse:
    template = "ballot_review" if booth.form.is_valid() else "ballot_fill"
    return _page(request, f"elections/{template}.html", booth)


def _go_on(request: SignedInRequest, booth: Booth) -> HttpResponse:
    """Where the voter was going when they were asked for a proof."""
    if "choices" in request.POST:
        return _review(request, booth)
    return _page(request, "elections/ballot_fill.html", booth)


def _take_passkey(request: SignedInRequest, booth: Booth) -> HttpResponse:
    passkey = proof.passkey_that_signed(request, request.user)
    if passkey is None:
        refusal = "The passkey was not accepted. Try it again, or use a code."
        return _ask_for_proof(request, booth, OneTimeCodeForm(), passkey_problem=refusal)
    proves = rules.factor_proves(passkey.created_at, booth.election, timezone.now())
    if not proves:
        return _ask_for_proof(request, booth, OneTimeCodeForm(), passkey_problem=proves.reason)
    proof.remember(request, request.user, passkey)
    return _go_on(request, booth)


def _send(request: SignedInRequest, booth: Booth) -> dict[str, str]:
    try:
        send_code(request.user, booth.election)
    except RuleBroken as refusal:
        return {"problem": str(refusal)}
    return {"sent_to": request.user.email}


def _ask_for_proof(
    request: SignedInRequest, booth: Booth, form: OneTimeCodeForm, **said: str
) -> HttpResponse:
    choices = request.path.endswith(("/review/", "/cast/")) or "choices" in request.POST
    return render(
        request,
        "elections/ballot_prove.html",
        {
            **_context(booth),
            "form": form,
            "ballot": booth.form,
            "choices": choices,
            "passkey": {"request_options": proof.passkey_request(request.user, booth.election)},
            **said,
        },
    )


def _refuse(request: SignedInRequest, booth: Booth, reason: str) -> HttpResponse:
    """Who has voted and comes back may never have seen a receipt: the page says what became of it."""
    voted = booth.organisation and reason == rules.has_voted(booth.organisation).reason
    context = {**_context(booth), "reason": reason, "has_voted": voted}
    return render(request, "elections/ballot_refused.html", context)


def _page(request: SignedInRequest, template: str, booth: Booth, **more: object) -> HttpResponse:
    return render(request, template, {**_context(booth), "form": booth.form, **more})


def _context(booth: Booth) -> dict:
    election = booth.election
    return {
        "election": election,
        "contest": booth.contest,
        "organisation": booth.organisation,
        "breadcrumbs": [("Elections", "/elections/"), (election, election.get_absolute_url())],
    }


def _booth(request: SignedInRequest, slug: str) -> Booth:
    election = get_object_or_404(Election.objects.public(), slug=slug)
    data = request.POST if request.method == "POST" else None
    contest = _contest(election, data)
    organisation = _organisation(request, data)
    # A page that only brings a code, or comes for the first time, holds no choices to check.
    chosen = data if data and ("choices" in data or "order" in data) else None
    form = BallotForm(
        chosen,
        contest=contest,
        candidates=list(contest.candidates.select_related("organisation")),
        organisation=organisation.pk if organisation else 0,
    )
    return Booth(election, contest, organisation, request.user, form)


def _contest(election: Election, data: QueryDict | None) -> Contest:
    """The contest that the form names, else the election's first."""
    if data:
        return get_object_or_404(election.contests, pk=key_in(data.get("contest", "")))
    first = election.contests.first()
    if first is None:
        raise Http404
    return first


def _organisation(request: SignedInRequest, data: QueryDict | None) -> Organisation | None:
    """The organisation that the form names, if this person acts for it; else the one they act for now."""
    acting = request.acting  # type: ignore[attr-defined]  # membership's middleware
    if data is None:
        return acting.organisation
    named = key_in(data.get("organisation", ""))
    for organisation in acting.choices:  # read for this request, as every page's header needs them
        if organisation.pk == named:
            return organisation
    raise Http404
