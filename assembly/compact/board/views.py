"""The public page of the Compact Board, the papers of its reports, and the page of a member."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.accounts.http import SignedInRequest
from assembly.compact.models import BoardReport
from assembly.core.addresses import page_at
from assembly.core.documents.sending import to_be_saved
from assembly.core.page_cache import kept_page
from assembly.partners.partnerships.selectors import facts

from . import meetings, reports, seats, selectors


@require_safe
@kept_page
def compact_board(request: HttpRequest) -> HttpResponse:
    """What it is for, who sits on it for which side, what is vacant, and when it reported last."""
    found, now = seats.partnership(), timezone.now()
    today = timezone.localdate(now)
    known = seats.places(today)
    return render(
        request,
        "compact/board/board.html",
        {
            "partnership": found,
            "sides": seats.sides(known) if known else [],
            "vacancies": seats.vacancies(today, known),
            "seats": facts((place.seat for place in known), now),
            "panels": [meetings.meetings_of(found)] if found else [],
            "standings": reports.standings(today),
            "reports": reports.page_of(request.GET),
            "breadcrumbs": [("The Compact", page_at("compact"))],
        },
    )


@require_safe
def report_paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The paper of a report, to save."""
    report = get_object_or_404(BoardReport.objects.exclude(paper=""), pk=pk)
    return to_be_saved(
        report.paper,
        reports.file_name(report),
        missing=f"The file of “{report}” is missing. Ask the Support Unit.",
    )


@require_safe
@login_required
def board(request: SignedInRequest) -> HttpResponse:
    """What concerns the Board, part by part. To everybody else the page does not exist."""
    if not selectors.is_member(request.user):
        raise Http404
    today = timezone.localdate()
    panels = [section(today) for section in selectors.sections]
    return render(request, "compact/board.html", {"panels": panels})
