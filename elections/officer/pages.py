"""What the officer's views share: whose election it is, and how an act answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.core.http import takes_form
from elections.acting import Act, attempt
from elections.models import Election

View = Callable[..., HttpResponse]


def officer_page(view: View) -> View:
    """Open to the returning officer of the election whose key is in the address; to others it is not there."""

    @wraps(view)
    @takes_form
    @permission_required("elections.run_election", raise_exception=True)
    def guarded(request: SignedInRequest, election: int, **kwargs: int) -> HttpResponse:
        own = get_object_or_404(Election, pk=election, returning_officer=request.user)
        return view(request, own, **kwargs)

    return guarded


def back_to(election: Election) -> HttpResponse:
    return redirect("elections_officer:election_run", election.pk)


def do(request: SignedInRequest, election: Election, act: Act, done: str) -> HttpResponse:
    """Do an act that needs no form, and go back to the election with what came of it."""
    attempt(request, act, done)
    return back_to(election)


def form_page(
    request: SignedInRequest, form: BaseForm, *, title: str, button: str, **context: Any
) -> HttpResponse:
    return render(
        request,
        "elections/officer/form.html",
        {"form": form, "page_title": title, "button": button, **context},
    )
