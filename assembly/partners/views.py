"""Who speaks for us."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from assembly.core import parts
from assembly.core.page_cache import kept_page

from . import code_of_conduct, records, selectors, wording
from .forms import HistoryForm
from .models import Appointment, Partnership

Kind = Partnership.Kind
OUTSIDE = (Kind.LSP, Kind.LAA, Kind.THEMATIC)
OWN = (Kind.ASSEMBLY, Kind.COUNTY_FORUM)
PER_PAGE = 50
UP = [("Who speaks for us", reverse_lazy("partners:representatives"))]


@require_safe
@kept_page
def representatives(request: HttpRequest) -> HttpResponse:
    drawn, is_watched = parts.kept("representatives", _draw)
    return render(
        request, "partners/representatives.html", {"drawn": drawn, "is_watched": is_watched}
    )


def _draw() -> tuple[SafeString, bool]:
    """Every seat, drawn once for everybody; and whether there is something to watch."""
    today = timezone.localdate()
    found = selectors.for_the_sector(selectors.boards(Kind, today))
    shown = selectors.with_standings(found, today)
    outside = [board for board in shown if board.partnership.kind in OUTSIDE]
    share, watch = selectors.share(outside), selectors.watch(shown)
    context = {
        "own": [board for board in shown if board.partnership.kind in OWN],
        "outside": outside,
        "compact": [board for board in shown if board.partnership.is_compact_board],
        "watch": watch,
        "share": share,
        "percent": f"{share.percent}%",
    }
    return render_to_string("partners/every_seat.html", context), bool(watch)


@require_safe
def representative(request: HttpRequest, pk: int) -> HttpResponse:
    """One person in one seat: how they came to it, what they declared, and what they report."""
    appointment = get_object_or_404(
        Appointment.objects.select_related("seat__partnership", "organisation", "body"), pk=pk
    )
    today, seat = timezone.localdate(), appointment.seat
    declarations = list(appointment.declarations.all())
    return render(
        request,
        "partners/representative.html",
        {
            "appointment": appointment,
            "holds_it": appointment.starts_on <= today and appointment.still_holds_on(today),
            "facts": wording.facts(appointment, today),
            "standing": records.standing_of(appointment, today),
            "latest": declarations[:1],
            "earlier": declarations[1:],
            # Somebody of another side of the Compact Board does not speak for us.
            "breadcrumbs": UP
            if seat.speaks_for_us
            else [(str(seat.partnership), seat.partnership.get_absolute_url())],
        },
    )


@require_safe
def code(request: HttpRequest) -> HttpResponse:
    """The code of conduct, in the words in which it is accepted today."""
    return render(
        request, "partners/code.html", {"code": code_of_conduct.CURRENT, "breadcrumbs": UP}
    )


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Everybody who held a seat, with the days of the term: public, as they were told when they took it.

    Those of the Compact Board who did not speak for the sector are in the list of that Board alone.
    """
    form = HistoryForm(request.GET)
    partnership = form.understood["partnership"]
    page = Paginator(selectors.past_and_present(partnership), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request, "partners/history.html", {"filters": form, "page": page, "breadcrumbs": UP}
    )
