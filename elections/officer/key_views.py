"""Who watches the election, and the key whose shares they hold."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.rules import RuleBroken
from elections import rules
from elections.acting import succeeds
from elections.models import Election, Scrutineer
from elections.secrecy import secret_page
from elections.services import key, scrutineers

from .forms import KeyForm, ScrutineerForm, StatementForm
from .pages import back_to, do, form_page, officer_page


@officer_page
def scrutineer_name(request: SignedInRequest, election: Election) -> HttpResponse:
    form = ScrutineerForm(request.POST if request.method == "POST" else None)
    if succeeds(
        form,
        lambda: scrutineers.name_scrutineer(election, form.cleaned_data["person"], by=request.user),
    ):
        messages.success(request, f"{form.cleaned_data['person']} watches this election.")
        return back_to(election)
    return form_page(request, form, title="Name a scrutineer", button="Name", election=election)


@require_POST
@officer_page
def scrutineer_release(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    scrutineer = get_object_or_404(election.scrutineers, pk=pk)
    return do(
        request,
        election,
        lambda: scrutineers.release_scrutineer(scrutineer, by=request.user),
        f"{scrutineer} watches this election no longer.",
    )


@require_safe
@officer_page
def key_ways(request: SignedInRequest, election: Election) -> HttpResponse:
    """The two ways to make a key, the better one first."""
    return _ways(request, election, StatementForm(), KeyForm())


@require_POST
@officer_page
def key_register(request: SignedInRequest, election: Election) -> HttpResponse:
    """Take the statement of a key that was made on a computer without network."""
    form = StatementForm(request.POST)
    if succeeds(
        form, lambda: key.register_key(election, form.cleaned_data["statement"], by=request.user)
    ):
        messages.success(
            request, "The key is registered. Each scrutineer shows now that they hold a share."
        )
        return back_to(election)
    return _ways(request, election, form, KeyForm())


@secret_page
@require_POST
@officer_page
def key_make(request: SignedInRequest, election: Election) -> HttpResponse:
    """Make the key here. The shares stand in this answer and nowhere else, so there is nothing to redirect to."""
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _ways(request, election, StatementForm(), form)
    try:
        handed = key.make_key(election, needed=form.cleaned_data["needed"], by=request.user)
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return _ways(request, election, StatementForm(), form)
    return render(
        request,
        "elections/officer/shares_made.html",
        {"election": election, "needed": form.cleaned_data["needed"], "handed": handed},
    )


def _ways(
    request: SignedInRequest, election: Election, statement: StatementForm, here: KeyForm
) -> HttpResponse:
    watching: list[Scrutineer] = list(election.scrutineers.all())
    return render(
        request,
        "elections/officer/key_ways.html",
        {
            "election": election,
            "scrutineers": watching,
            "ruling": rules.may_make_key(election, watching, key.NEEDED),
            "statement_form": statement,
            "here_form": here,
        },
    )
