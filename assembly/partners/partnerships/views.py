"""The public page of one partnership."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.core.page_cache import kept_page
from assembly.partners import selectors as places
from assembly.partners.models import Partnership

from . import selectors

UP = [("Who speaks for us", reverse_lazy("partners:representatives"))]


@require_safe
@kept_page
def partnership(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is for, who sits there for the sector, and how the next vacancy is filled."""
    found, now = get_object_or_404(Partnership, slug=slug), timezone.now()
    if found.is_compact_board:  # it has a page of its own, with both sides
        return redirect(found)
    board = places.board_of(found)
    [board] = places.with_standings([board], timezone.localdate(now))
    return render(
        request,
        "partners/partnership.html",
        {
            "partnership": found,
            "boards": [board],
            "seats": selectors.facts((place.seat for place in board.places), now),
            "breadcrumbs": UP,
        },
    )
