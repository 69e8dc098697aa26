"""The voter's pages: proof, ballot, review, confirm. Choices travel in the body of the request only."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import User
from assembly.core.acting import Button, Buttons, act_by_button, attempt, form_of, sent
from assembly.core.http import key_in
from assembly.core.mailed_codes.forms import OneTimeCodeForm
from assembly.core.rules import Ruling, refused
from assembly.membership.models import Organisation
from elections import declared_awards, proof, rules, selectors, to_do
from elections.forms import BallotForm
from elections.models import Contest, Election
from elections.receipt_page import receipt_shown
from elections.secrecy import keeps_no_time, secret_page
from elections.services.proof import check_code, send_code
from elections.services.receipts import cast_online

from .public import way_to


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
        return rules.voting.may_vote(self.election, voter, timezone.now())


@secret_page
@keeps_no_time
@login_required
def ballot_fill(request: SignedInRequest, slug: str) -> HttpResponse:
    """The ballot. POST names whose it is, from the election's page or back from the review, to change the choices."""
    if sent(request) is None:
        return _arrive(request, slug)
    booth = _booth(request, slug)
    return _stop(request, booth) or _page(request, "elections/ballot_fill.html", booth)


@secret_page
@keeps_no_time
@login_required
def ballot_review(request: SignedInRequest, slug: str) -> HttpResponse:
    if sent(request) is None:
        return redirect("elections:ballot_fill", slug)
    booth = _booth(request, slug)
    return _stop(request, booth) or _review(request, booth)


@secret_page
@keeps_no_time
@login_required
def ballot_cast(request: SignedInRequest, slug: str) -> HttpResponse:
    """Cast the vote. The receipt stands in this answer and nowhere else, so there is nothing to redirect to."""
    if sent(request) is None:
        return redirect("elections:ballot_fill", slug)
    booth = _booth(request, slug)
    organisation = booth.organisation
    if not (
        organisation
        and proof.is_fresh(request, request.user, booth.election)
        and booth.form.is_valid()
    ):
        return _stop(request, booth) or _page(request, "elections/ballot_fill.html", booth)
    more = to_do.has_another_vote(request.user, booth.contest, organisation)
    proved = None if more else proof.use_up(request)
    given, refusal = attempt(
        lambda: cast_online(
            booth.contest, organisation, ranking=booth.form.ranking, by=request.user
        )
    )
    if given is None:
        proof.give_back(request, proved)
        return _refuse(request, booth, refusal)
    shown = receipt_shown(given.signed) if given.signed else None
    return _page(request, "elections/ballot_receipt.html", booth, receipt=given.code, shown=shown)


@secret_page
@keeps_no_time
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
    form = form_of(request, OneTimeCodeForm, button="check", name="step")

    def check() -> None:
        app = check_code(request.user, form.cleaned_data["code"], booth.election)
        proof.remember(request, request.user, app)

    buttons: Buttons = {
        "send": lambda: _ask_for_proof(request, booth, form, **_send(request, booth)),
        "passkey": lambda: _take_passkey(request, booth),
        "check": Button(check, "", lambda _: _go_on(request, booth), form, "code"),
    }
    return act_by_button(request, buttons, "step") or _ask_for_proof(request, booth, form)


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
    if booth.form.is_carried:
        return _review(request, booth)
    return _page(request, "elections/ballot_fill.html", booth)


def _take_passkey(request: SignedInRequest, booth: Booth) -> HttpResponse:
    passkey = proof.passkey_that_signed(request, request.user)
    if passkey is None:
        refusal = "The passkey was not accepted. Try it again, or use a code."
        return _ask_for_proof(request, booth, OneTimeCodeForm(), passkey_problem=refusal)
    proves = rules.voting.factor_proves(passkey.created_at, booth.election, timezone.now())
    if not proves:
        return _ask_for_proof(request, booth, OneTimeCodeForm(), passkey_problem=proves.reason)
    proof.remember(request, request.user, passkey)
    return _go_on(request, booth)


def _send(request: SignedInRequest, booth: Booth) -> dict[str, str]:
    _, refusal = attempt(lambda: send_code(request.user, booth.election))
    return {"problem": refusal} if refusal else {"sent_to": request.user.email}


def _ask_for_proof(
    request: SignedInRequest, booth: Booth, form: OneTimeCodeForm, **said: str
) -> HttpResponse:
    choices = request.path.endswith(("/review/", "/cast/")) or booth.form.is_carried
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
    voted = booth.organisation and reason == rules.voting.has_voted(booth.organisation).reason
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
        "voting_for": booth.organisation,
        "breadcrumbs": way_to(election),
    }


def _arrive(request: SignedInRequest, slug: str) -> HttpResponse:
    """Whoever follows a link sees the one vote they may cast. Of several they choose on the election's page."""
    election = get_object_or_404(Election.objects.public(), slug=slug)
    standings = selectors.standings_of(request, election, timezone.now())
    votes = [standing for standing in standings if standing.ruling]
    if len(votes) > 1:
        return redirect(election)
    if votes:
        booth = _stand(request, election, votes[0].contest, votes[0].organisation)
    else:
        booth = _stand(request, election, *_without_a_vote(request, election))
    return _stop(request, booth) or _page(request, "elections/ballot_fill.html", booth)


def _booth(request: SignedInRequest, slug: str) -> Booth:
    """Where the form that was sent says that the person stands."""
    election = get_object_or_404(Election.objects.public(), slug=slug)
    data = request.POST
    # A page that only brings a code holds no choices to check.
    chosen = data if BallotForm.is_in(data) else None
    return _stand(request, election, *_named(request, election, data), chosen)


def _stand(
    request: SignedInRequest,
    election: Election,
    contest: Contest,
    organisation: Organisation | None,
    chosen: QueryDict | None = None,
) -> Booth:
    candidates = list(contest.candidates.select_related("organisation"))
    declared_awards.put_beside(candidates)
    form = BallotForm(
        chosen,
        contest=contest,
        candidates=candidates,
        organisation=organisation.pk if organisation else 0,
    )
    return Booth(election, contest, organisation, request.user, form)


def _without_a_vote(
    request: SignedInRequest, election: Election
) -> tuple[Contest, Organisation | None]:
    """What a person is told about who may cast no vote here."""
    acting = request.acting  # type: ignore[attr-defined]  # membership's middleware
    first = election.contests.first()
    if first is None:
        raise Http404
    return first, acting.organisation


def _named(
    request: SignedInRequest, election: Election, data: QueryDict
) -> tuple[Contest, Organisation]:
    """The contest and the organisation that the form names, if this person acts for it."""
    acting = request.acting  # type: ignore[attr-defined]  # membership's middleware
    contest = get_object_or_404(election.contests, pk=key_in(data.get("contest", "")))
    named = key_in(data.get("organisation", ""))
    for organisation in acting.choices:  # read for this request, as every page's header needs them
        if organisation.pk == named:
            return contest, organisation
    raise Http404
