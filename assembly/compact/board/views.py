"""The page of a member of the Compact Board."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest

from . import selectors


@require_safe
@login_required
def board(request: SignedInRequest) -> HttpResponse:
    """What concerns the Board, part by part. To everybody else the page does not exist."""
    if not selectors.is_member(request.user):
        raise Http404
    today = timezone.localdate()
    panels = [section(today) for section in selectors.sections]
    return render(request, "compact/board.html", {"panels": panels})
