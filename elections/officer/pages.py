"""What the officer's views share: whose election it is, and how an act answers."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import Done, Forms, Then, act, act_by_form
from assembly.core.http import screen
from elections.models import Election

View = Callable[..., HttpResponse]


def officer_page(view: View) -> View:
    """Open to the returning officer of the election whose key is in the address; to others it is not there."""

    @wraps(view)
    @screen("elections.run_election")
    def guarded(request: SignedInRequest, election: int, **kwargs: int) -> HttpResponse:
        own = get_object_or_404(Election, pk=election, returning_officer=request.user)
        return view(request, own, **kwargs)

    return guarded


def back_to(election: Election) -> HttpResponse:
    return redirect("elections_officer:election_run", election.pk)


def act_and_return(
    request: SignedInRequest, election: Election, doing: Callable[[], object], done: Done
) -> HttpResponse:
    """Do an act that needs no form, and go back to the election with what came of it."""
    return act(request, doing, done, back_to(election))


def form_page(
    request: SignedInRequest,
    election: Election,
    form: Forms,
    doing: Callable[[], object],
    done: Done,
    then: Then | None = None,
    **context: Any,
) -> HttpResponse:
    """Do the act of a form and go back to the election; or show the form, with `page_title` and `button`."""
    first, *parts = form if isinstance(form, Sequence) else [form]
    return act_by_form(request, form, doing, done, then or back_to(election)) or render(
        request,
        "elections/officer/form.html",
        {"form": first, "parts": parts, "election": election, **context},
    )
