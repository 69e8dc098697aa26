"""The public pages of scorecards, and the files behind their figures."""

import datetime as dt

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.core.addresses import page_at
from assembly.core.charts import chart_csv_response
from assembly.core.csv_files import csv_response
from assembly.core.page_cache import kept_page
from assembly.core.xlsx_files import xlsx_response
from assembly.partners.bodies.selectors import with_predecessors
from assembly.partners.models import PublicBody

from . import behind, replies, selectors
from .counting import counted_today
from .forms import ListForm, ScorecardForm
from .groups import Group, group_of
from .lines import line_at, subjects

UP = [("Consultations", page_at("consultations"))]
TO_ALL = ("Scorecard of public bodies", reverse_lazy("partners:scorecard"))


@require_safe
@kept_page
def scorecard(request: HttpRequest) -> HttpResponseBase:
    """All bodies of which something is counted, side by side."""
    today = timezone.localdate()
    form = ScorecardForm(request.GET, years=counted_today(today).years())
    county = selectors.county(form.period, form.order, today)
    if request.GET.get("format") == "csv" and county.charts:
        return chart_csv_response(county.charts[0])
    return render(
        request,
        "partners/scorecard/county.html",
        {
            "county": county,
            "filters": form,
            "is_narrowed": bool(form.period.query),
            "subjects": subjects,
            "breadcrumbs": UP,
        },
    )


@require_safe
def scorecard_body(request: HttpRequest, body: str) -> HttpResponseBase:
    """A body's own card is on the page of its consultations; its chart is taken away as CSV here."""
    if body == selectors.EVERYBODY:
        return redirect("partners:scorecard")
    found, today = get_object_or_404(PublicBody, slug=body), timezone.localdate()
    if request.GET.get("format") == "csv":
        charts = selectors.card_of(found, with_predecessors(found, today), today).charts
        if charts:
            return chart_csv_response(charts[0])
    return redirect(selectors.page_of(found))


@require_safe
def scorecard_list(request: HttpRequest, body: str, line: str) -> HttpResponse:
    """The records that make up one figure, by the same filters as the figure."""
    form, listed, found = _listed(request, body, line)
    page, rows = listed.page(request.GET)
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    asked = f"?{query.urlencode()}" if query else ""
    return render(
        request,
        "partners/scorecard/list.html",
        {
            "listed": listed,
            "figure": listed.line.figure(listed.tally),
            "note": listed.line.note(listed.tally),
            "body": found,
            "filters": form,
            "page": page,
            "rows": [(row, listed.detail(fact) or listed.outcome(fact)) for row, fact in rows],
            "clear_url": selectors.list_url(body, listed.line),
            "files": [
                ("This list", f"{selectors.file_url(body, listed.line, kind)}{asked}", kind.upper())
                for kind in ("csv", "xlsx")
            ],
            "breadcrumbs": [
                *UP,
                TO_ALL,
                *([(found.name, selectors.page_of(found))] if found else []),
            ],
        },
    )


@require_safe
def scorecard_csv(request: HttpRequest, body: str, line: str) -> HttpResponseBase:
    _, listed, _ = _listed(request, body, line)
    return csv_response(f"{body}-{line}", listed.header, listed.rows())


@require_safe
def scorecard_xlsx(request: HttpRequest, body: str, line: str) -> FileResponse:
    _, listed, _ = _listed(request, body, line)
    return xlsx_response(f"{body}-{line}", listed.header, listed.rows())


@require_safe
@kept_page
def scorecard_replies(request: HttpRequest, body: str) -> HttpResponse:
    """Every version of what a body replied, with the figures of its day."""
    found = get_object_or_404(PublicBody, slug=body)
    versions = replies.versions_of([found.pk], timezone.now())
    if not versions:
        raise Http404
    return render(
        request,
        "partners/scorecard/replies.html",
        {
            "body": found,
            "versions": versions,
            "breadcrumbs": [*UP, TO_ALL, (found.name, selectors.page_of(found))],
        },
    )


def _listed(
    request: HttpRequest, slug: str, code: str
) -> tuple[ListForm, behind.Listed, PublicBody | None]:
    pair, today = line_at(code), timezone.localdate()
    if pair is None:
        raise Http404
    body = None if slug == selectors.EVERYBODY else get_object_or_404(PublicBody, slug=slug)
    group = _group(body, today, own=request.GET.get("own") == "yes") if body else None
    facts = behind.facts_of(pair, group, today)
    years = sorted({fact.day.year for fact in facts}, reverse=True)
    form = ListForm(request.GET, years=years, line=pair[1])
    return form, behind.listed(pair, group, facts, form.period, form.held("only")), body


def _group(body: PublicBody, on: dt.date, *, own: bool) -> Group:
    return Group(body) if own else group_of(body, with_predecessors(body, on))
