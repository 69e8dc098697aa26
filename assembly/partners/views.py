"""Who speaks for us."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views.decorators.http import require_safe

from . import selectors
from .forms import HistoryForm
from .models import Partnership

Kind = Partnership.Kind
PER_PAGE = 50
UP = [("Who speaks for us", reverse_lazy("partners:representatives"))]


@require_safe
def representatives(request: HttpRequest) -> HttpResponse:
    outside = selectors.boards([Kind.LSP, Kind.LAA, Kind.THEMATIC])
    share = selectors.share(outside)
    return render(
        request,
        "partners/representatives.html",
        {
            "own": selectors.boards([Kind.ASSEMBLY, Kind.COUNTY_FORUM]),
            "outside": outside,
            "share": share,
            "percent": f"{share.percent}%",
        },
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
