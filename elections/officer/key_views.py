"""Who watches the election, and the key whose shares they hold."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_by_form, form_of
from elections import rules
from elections.models import Election, Scrutineer
from elections.secrecy import secret_page
from elections.services import key, scrutineers

from .pages import act_and_return, back_to, form_page, officer_page
from .poll_forms import KeyForm, ScrutineerForm, StatementForm


@officer_page
def scrutineer_name(request: SignedInRequest, election: Election) -> HttpResponse:
    form = form_of(request, ScrutineerForm)
    return form_page(
        request,
        election,
        form,
        lambda: scrutineers.name_scrutineer(election, form.cleaned_data["person"], by=request.user),
        lambda _: f"{form.cleaned_data['person']} watches this election.",
        page_title="Name a scrutineer",
        button="Name",
    )


@require_POST
@officer_page
def scrutineer_release(request: SignedInRequest, election: Election, pk: int) -> HttpResponse:
    scrutineer = get_object_or_404(election.scrutineers, pk=pk)
    return act_and_return(
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
    form = form_of(request, StatementForm)
    return act_by_form(
        request,
        form,
        lambda: key.register_key(election, form.cleaned_data["statement"], by=request.user),
        "The key is registered. Each scrutineer shows now that they hold a share.",
        back_to(election),
    ) or _ways(request, election, form, KeyForm())


@secret_page
@require_POST
@officer_page
def key_make(request: SignedInRequest, election: Election) -> HttpResponse:
    """Make the key here. The shares stand in this answer and nowhere else, so there is nothing to redirect to."""
    form = form_of(request, KeyForm)

    def show(handed: Sequence[key.HandedShare]) -> HttpResponse:
        return render(
            request,
            "elections/officer/shares_made.html",
            {"election": election, "needed": form.cleaned_data["needed"], "handed": handed},
        )

    return act_by_form(
        request,
        form,
        lambda: key.make_key(election, needed=form.cleaned_data["needed"], by=request.user),
        "",
        show,
    ) or _ways(request, election, StatementForm(), form)


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
            "ruling": rules.key.may_make_key(election, watching, key.NEEDED),
            "statement_form": statement,
            "here_form": here,
        },
    )
