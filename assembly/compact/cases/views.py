"""The page of a case for those in it, and the list of one's cases."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.compact.models import VOLUNTARY
from assembly.membership.views.access import MY

from . import desk, timeline


@require_safe
@login_required
def my_case(request: SignedInRequest, reference: str) -> HttpResponse:
    found = desk.own_case(request.user, reference)
    return render(
        request,
        "compact/cases/own/case.html",
        {
            "case": found.case,
            "who": desk.who_in_words(found),
            "timeline": timeline.lines_of(found.case, found.on),
            "acts": desk.acts_of(found),
            "parts": desk.parts_of(found),
            "voluntary": VOLUNTARY,
            "breadcrumbs": [MY],
        },
    )
