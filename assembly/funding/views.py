"""Pages of the funding register, open to everybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assembly.core import parts
from assembly.core.charts import chart_csv_response
from assembly.core.key_pages import key_page
from assembly.core.page_cache import kept_page

from . import charts, exports, funders, selectors
from .forms import AwardFilterForm, YearForm
from .models import financial_year_name

PAGE_SIZE = 25
OF_THE_PAGE = ("after", "before", "page")


@require_safe
@kept_page
def overview(request: HttpRequest) -> HttpResponse:
    """Show who funds what: both totals, by funder and department, by year and by class."""
    form = YearForm(request.GET)
    year = form.chosen
    query = f"?year={year}" if year else ""
    return render(
        request,
        "funding/overview.html",
        {
            "form": form,
            "year_name": financial_year_name(year) if year else "",
            **parts.kept(f"funding:{year}", lambda: _totals(year, query)),
            "list_url": reverse("funding:award_list") + query,
            "files": [
                ("These totals", reverse("funding:totals_csv") + query, "CSV"),
                ("Every award", reverse("funding:awards_csv") + query, "CSV"),
            ],
        },
    )


def _totals(year: int | None, query: str) -> dict[str, Any]:
    """A query for each way to add the awards up."""
    funders, years = selectors.by_funder(year), selectors.by_year()
    return {
        "several_years": len(years) > 1,
        "headlines": selectors.headlines(year),
        "funders": funders,
        "years": years,
        "classes": selectors.by_class(year),
        "shown_apart": selectors.shown_apart(year),
        "budgets_chart": charts.budgets_chart(funders, reverse("funding:budgets_csv") + query),
        "years_chart": charts.years_chart(years, reverse("funding:years_csv")),
    }


@require_safe
def totals_csv(request: HttpRequest) -> StreamingHttpResponse | HttpResponse:
    form = YearForm(request.GET)
    lines = selectors.totals_by_everything(form.chosen)
    return exports.answer("funding-totals", exports.TOTALS, lines)


@require_safe
def budgets_csv(request: HttpRequest) -> StreamingHttpResponse | HttpResponse:
    form = YearForm(request.GET)
    return chart_csv_response(charts.budgets_chart(selectors.by_funder(form.chosen)))


@require_safe
def years_csv(request: HttpRequest) -> StreamingHttpResponse:
    return chart_csv_response(charts.years_chart(selectors.by_year()))


@require_safe
@kept_page
def award_list(request: HttpRequest) -> HttpResponse:
    form = AwardFilterForm(request.GET)
    filters = form.filters
    page = key_page(
        selectors.matching(filters),
        selectors.order_of(filters),
        request.GET,
        per_page=PAGE_SIZE,
    )
    recipient = page.items[0].recipient_name if filters.get("recipient") and len(page) else ""
    narrowed = request.GET.copy()
    for name in OF_THE_PAGE:
        narrowed.pop(name, None)
    return render(
        request,
        "funding/award_list.html",
        {
            "form": form,
            "page": page,
            "heading": f"Awards to {recipient}" if recipient else "Awards",
            "found": selectors.found_by(filters) if len(page) else None,
            "most_added_up": selectors.MOST_ADDED_UP,
            "clear_url": reverse("funding:award_list"),
            "files": [
                ("These awards", f"{reverse('funding:awards_csv')}?{narrowed.urlencode()}", "CSV")
            ],
            "breadcrumbs": [("Funding", reverse("funding:overview"))],
        },
    )


@require_safe
def awards_csv(request: HttpRequest) -> StreamingHttpResponse | HttpResponse:
    """Send what the list shows, of all its pages; a filter that means nothing is refused rather than ignored."""
    form = AwardFilterForm(request.GET)
    if form.not_known:
        return HttpResponseBadRequest(
            f"This file knows no {', '.join(form.not_known)}.", "text/plain"
        )
    awards = selectors.matching(form.filters).iterator(chunk_size=1_000)
    return exports.answer("awards", exports.AWARDS, awards)


@require_safe
@kept_page
def award_detail(request: HttpRequest, pk: int) -> HttpResponse:
    award = get_object_or_404(funders.every().select_related("source", "recipient"), pk=pk)
    return render(
        request,
        "funding/award_detail.html",
        {
            "award": award,
            "facts": selectors.facts(award),
            "source": selectors.source_facts(award),
            "changes": award.changes.select_related("made_by"),
            "breadcrumbs": [
                ("Funding", reverse("funding:overview")),
                ("Awards", reverse("funding:award_list")),
            ],
        },
    )
