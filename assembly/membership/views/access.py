"""Whose pages these are: an organisation's own, for the people who act for it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy

from assembly.core.acting import say_no
from assembly.membership import rules, selectors
from assembly.membership.http import DelegateRequest
from assembly.membership.models import Organisation

P = ParamSpec("P")
View = Callable[Concatenate[DelegateRequest, Organisation, P], HttpResponse]

MY = ("My Assembly", reverse_lazy("membership:my"))


def for_delegates(view: View[P]) -> Callable[..., HttpResponse]:
    """Give the view the organisation of this address; to people who do not act for it, it is not there."""

    @login_required
    @wraps(view)
    def inner(
        request: DelegateRequest, slug: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        acted_for = Organisation.objects.acted_for_by(request.user)
        found = acted_for.filter(slug=slug).first()
        if found is None:
            kept = get_object_or_404(acted_for, merged__slug=slug)
            return redirect("membership:own", kept.slug)
        return view(request, found, *args, **kwargs)

    return inner


def for_leads(view: View[P]) -> Callable[..., HttpResponse]:
    """As `for_delegates`; a delegate who is no lead reads why not, on the organisation's own page."""

    @for_delegates
    @wraps(view)
    def inner(
        request: DelegateRequest, organisation: Organisation, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        delegates = selectors.current_delegates(organisation)
        ruling = rules.people.must_be_lead(request.user, organisation, delegates)
        if not ruling:
            return say_no(request, ruling.reason, redirect("membership:own", organisation.slug))
        return view(request, organisation, *args, **kwargs)

    return inner


def way_to(organisation: Organisation) -> list[tuple[Any, Any]]:
    """The breadcrumbs of a page below the organisation's own."""
    return [MY, (organisation.name, reverse("membership:own", args=[organisation.slug]))]
