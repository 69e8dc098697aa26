"""Who speaks for us."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from . import code_of_conduct, records, selectors, wording
from .forms import HistoryForm
from .models import Appointment, Partnership

Kind = Partnership.Kind
OUTSIDE = (Kind.LSP, Kind.LAA, Kind.THEMATIC)
PER_PAGE = 50
UP = [("Who speaks for us", reverse_lazy("partners:representatives"))]


@require_safe
def representatives(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    shown = selectors.with_standings(selectors.boards(Kind, today), today)
    outside = [board for board in shown if board.partnership.kind in OUTSIDE]
    share = selectors.share(outside)
    return render(
        request,
        "partners/representatives.html",
        {
            "own": [board for board in shown if board not in outside],
            "outside": outside,
            "watch": selectors.watch(shown),
            "share": share,
            "percent": f"{share.percent}%",
        },
    )


@require_safe
def representative(request: HttpRequest, pk: int) -> HttpResponse:
    """One person in one seat: how they came to it, what they declared, and what they report."""
    appointment = get_object_or_404(
        Appointment.objects.select_related("seat__partnership", "organisation"), pk=pk
    )
    today = timezone.localdate()
    declarations = list(appointment.declarations.all())
    return render(
        request,
        "partners/representative.html",
        {
            "appointment": appointment,
            "facts": wording.facts(appointment, today),
            "standing": records.standing_of(appointment, today),
            "declaration": declarations[0] if declarations else None,
            "earlier": declarations[1:],
            "breadcrumbs": UP,
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
    """Everybody who held a seat, with the days of the term: public, as they were told when they took it."""
    form = HistoryForm(request.GET)
    partnership = form.cleaned_data["partnership"] if form.is_valid() else None
    page = Paginator(selectors.past_and_present(partnership), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request, "partners/history.html", {"filters": form, "page": page, "breadcrumbs": UP}
    )
