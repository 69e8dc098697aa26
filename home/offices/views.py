"""My offices: what the holder sees of them, and resigning."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.core.acting import act_if_sent

from . import selectors, services


@require_safe
@login_required
def my_offices(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    return render(
        request,
        "home/offices/my_offices.html",
        {"terms": selectors.own_terms(request.user, today), "today": today},
    )


@login_required
def resign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask once, because it cannot be undone, and end the term."""
    term = get_object_or_404(selectors.own_terms(request.user, timezone.localdate()), pk=pk)
    return act_if_sent(
        request,
        lambda: services.resign(term, by=request.user),
        f"You have resigned: {term.title}.",
        redirect("home:my_offices"),
    ) or render(request, "home/offices/resign.html", {"term": term})
