"""Reports of the staff at /cms/reports/<slug>/: a filtered table, and the same as CSV and XLSX."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse_lazy

from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from .csv_files import safe_cell
from .points import Point


class Report(ReportView):
    """`shown` gives the columns: the heading by the (dotted) name of the attribute."""

    slug: ClassVar[str]
    permission: ClassVar[str]
    shown: ClassVar[Mapping[str, str]]
    order: ClassVar[int] = 100
    is_searchable = False
    http_method_names = ("get", "head")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    @property
    def index_url_name(self) -> str:
        return f"report_{self.slug}"

    @property
    def index_results_url_name(self) -> str:
        return f"report_{self.slug}_results"

    @property
    def columns(self) -> list[Column]:
        return [
            Column(name.replace(".", "_"), label=heading, accessor=name)
            for name, heading in self.shown.items()
        ]

    @property
    def list_export(self) -> list[str]:
        return list(self.shown)

    @property
    def export_headings(self) -> dict[str, str]:
        return dict(self.shown)

    def get_filename(self) -> str:
        return self.slug

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """A spreadsheet must not run what somebody typed into a form, whichever kind of file it reads."""
        ready = super().preprocess_field_value(field, value, export_format)
        return safe_cell(ready) if isinstance(ready, str) else ready


reports: Point[type[Report]] = Point("reports of the staff")


def addresses() -> list[URLPattern]:
    return [
        path(
            f"reports/{report.slug}/{end}",
            report.as_view(**options),
            name=f"report_{report.slug}{name}",
        )
        for report in reports
        for end, name, options in (("", "", {}), ("results/", "_results", {"results_only": True}))
    ]


def add_to_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Show everybody the reports that they may read."""
    items.extend(
        MenuItem(
            report.page_title,
            reverse_lazy(f"report_{report.slug}"),
            icon_name=report.header_icon,
            order=report.order,
        )
        for report in reports
        if request.user.has_perm(report.permission)
    )
