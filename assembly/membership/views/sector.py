"""The sector map: figures, estimates, snapshots, and the same as files."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assembly.core.charts import BarChart, chart_csv_response
from assembly.core.csv_files import csv_response
from assembly.core.page_cache import kept_page
from assembly.membership import maps, sector, sector_charts
from assembly.membership.forms.sector import CompareForm
from assembly.membership.models import District, SectorSnapshot
from assembly.membership.sector import Figures

CHARTS = ("district", "theme", "role", "field", "form", "size", sector_charts.CONCENTRATION)
# The map says where they work, and beside it stands the table.
DRAWN_AS_MAP = "district"
FILE_HEADER = ("Part", "Of", "Figure", "Unit")


@require_safe
@kept_page
def sector_map(request: HttpRequest) -> HttpResponse:
    """The sector as it is today."""
    found = sector.kept_figures()
    districts = {line.key: line.number for line in found.tables[DRAWN_AS_MAP]}
    return render(
        request,
        "membership/sector.html",
        {
            "figures": found,
            "charts": _charts(found, csv=True),
            "estimates": sector.estimates(),
            "snapshots": SectorSnapshot.objects.only("title", "taken_on"),
            "compare": CompareForm(),
            "map": maps.tile_map(
                list(District.objects.all()),
                districts,
                title="Organisations that work in each district",
                figure_heading="Organisations",
                url=reverse("membership:organisation_list"),
            ),
            "today": timezone.localdate(),
            "files": _files("membership:sector_csv", "membership:sector_json"),
        },
    )


@require_safe
def sector_csv(request: HttpRequest) -> StreamingHttpResponse:
    return _csv("sector", sector.kept_figures())


@require_safe
def sector_json(request: HttpRequest) -> JsonResponse:
    return _json(sector.kept_figures(), taken_on=timezone.localdate().isoformat())


@require_safe
def chart_csv(request: HttpRequest, part: str) -> StreamingHttpResponse:
    if part not in CHARTS:
        raise Http404("There is no such chart.")
    return chart_csv_response(sector_charts.chart(sector.kept_figures(), part))


@require_safe
@kept_page
def snapshot(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures as they were frozen on a day."""
    frozen = get_object_or_404(SectorSnapshot, pk=pk)
    found = Figures.of_data(frozen.figures)
    return render(
        request,
        "membership/snapshot.html",
        {
            "snapshot": frozen,
            "figures": found,
            "charts": _charts(found, csv=False),
            "files": _files("membership:snapshot_csv", "membership:snapshot_json", frozen.pk),
            "breadcrumbs": [_up()],
        },
    )


@require_safe
def snapshot_csv(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    frozen = get_object_or_404(SectorSnapshot, pk=pk)
    return _csv(f"sector {frozen.title}", Figures.of_data(frozen.figures))


@require_safe
def snapshot_json(request: HttpRequest, pk: int) -> JsonResponse:
    frozen = get_object_or_404(SectorSnapshot, pk=pk)
    found = Figures.of_data(frozen.figures)
    return _json(found, title=frozen.title, taken_on=frozen.taken_on.isoformat())


@require_safe
def compare(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Two snapshots beside each other, figure by figure."""
    form = CompareForm(request.GET)
    context = {"form": form, "breadcrumbs": [_up()]}
    if not form.is_valid():
        return render(request, "membership/compare.html", context)
    earlier: SectorSnapshot = form.cleaned_data["earlier"]
    later: SectorSnapshot | None = form.cleaned_data["later"]
    changes = sector.compare(
        Figures.of_data(earlier.figures),
        Figures.of_data(later.figures) if later else sector.kept_figures(),
    )
    if request.GET.get("format") == "csv":
        return csv_response(
            "sector compared",
            ("Part", "Of", "Unit", "Earlier", "Later", "Difference"),
            (
                [one.part, one.label, one.unit, one.before, one.after, one.difference]
                for one in changes
            ),
        )
    csv_url = f"?earlier={earlier.pk}&later={later.pk if later else ''}&format=csv"
    return render(
        request,
        "membership/compare.html",
        {
            **context,
            "changes": changes,
            "earlier": earlier,
            "later": later,
            "later_heading": str(later or "Today"),
            "files": [("This comparison", csv_url, "CSV")],
        },
    )


def _charts(found: Figures, *, csv: bool) -> list[BarChart]:
    return [
        sector_charts.chart(
            found, part, reverse("membership:sector_chart_csv", args=[part]) if csv else ""
        )
        for part in CHARTS
        if not (csv and part == DRAWN_AS_MAP)
    ]


def _files(csv: str, json: str, *args: int) -> list[tuple[str, str, str]]:
    return [
        ("Every figure", reverse(csv, args=args), "CSV"),
        ("Every figure, for programs", reverse(json, args=args), "JSON"),
    ]


def _csv(name: str, found: Figures) -> StreamingHttpResponse:
    lines = ([row.part, row.label, row.figure, row.unit] for row in sector.rows(found))
    return csv_response(name, FILE_HEADER, lines)


def _json(found: Figures, **about: str) -> JsonResponse:
    return JsonResponse({**about, **found.as_data()}, json_dumps_params={"ensure_ascii": False})


def _up() -> tuple[str, str]:
    return ("The sector", reverse("membership:sector"))
