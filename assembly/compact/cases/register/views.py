"""The register of cases, the public page of a case, what was learnt, and the figures."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.compact.models import VOLUNTARY
from assembly.core.addresses import page_at
from assembly.core.csv_files import csv_response
from assembly.core.page_cache import kept_page

from . import figures_page, learnt, listing, page
from .filters import Filters, RegisterForm

COMPACT = ("The Compact", page_at("compact"))


@require_safe
@kept_page
def cases(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form = RegisterForm(request.GET, on=today)
    chosen = Filters.asked(form)
    found, lines = listing.page_of(chosen, request.GET, today)
    kept = {name: value for name, value in request.GET.items() if name not in {"after", "before"}}
    query = f"?{urlencode(kept)}" if chosen else ""
    return render(
        request,
        "compact/cases/register.html",
        {
            "page": found,
            "lines": lines,
            "filters": form,
            "is_narrowed": bool(chosen),
            "files": [("This list", f"{reverse('compact:cases_csv')}{query}", "CSV")],
            "voluntary": VOLUNTARY,
            "breadcrumbs": [COMPACT],
        },
    )


@require_safe
def cases_csv(request: HttpRequest) -> StreamingHttpResponse:
    today = timezone.localdate()
    chosen = Filters.asked(RegisterForm(request.GET, on=today))
    return csv_response("compact-cases", listing.HEADER, listing.rows(chosen, today))


@require_safe
@kept_page
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """What everybody may read of it; before that it is not there."""
    now = timezone.now()
    found = page.found(reference, timezone.localdate(now))
    if found is None:
        raise Http404
    return render(request, "compact/cases/case.html", page.context_of(found, now))


@require_safe
@kept_page
def learnt_list(request: HttpRequest) -> HttpResponse:
    context = learnt.list_context(request.GET, timezone.now())
    return render(request, "compact/cases/learnt.html", context)


@require_safe
@kept_page
def figures(request: HttpRequest) -> HttpResponse:
    context = figures_page.context_of(request.GET, timezone.localdate())
    return render(request, "compact/cases/figures.html", context)


@require_safe
def figures_csv(request: HttpRequest) -> StreamingHttpResponse:
    shown = figures_page.shown_for(request.GET, timezone.localdate())
    return csv_response("compact-case-figures", figures_page.HEADER, shown.rows())
