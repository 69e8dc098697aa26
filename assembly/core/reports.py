"""Reports of the staff: a filtered table, and the same as CSV and XLSX.

An app registers its reports in `wagtail_hooks`: `reports.register(OrganisationReport)`.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse_lazy

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from .csv_files import safe_cell


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


def register(report: type[Report]) -> None:
    """Put a report at /cms/reports/<slug>/ and into the menu of those who may read it."""

    class ReportMenuItem(MenuItem):
        def is_shown(self, request: HttpRequest) -> bool:
            return request.user.has_perm(report.permission)

    def addresses() -> list[URLPattern]:
        at = f"reports/{report.slug}/"
        return [
            path(at, report.as_view(), name=f"report_{report.slug}"),
            path(
                f"{at}results/",
                report.as_view(results_only=True),
                name=f"report_{report.slug}_results",
            ),
        ]

    def menu_item() -> MenuItem:
        return ReportMenuItem(
            report.page_title,
            reverse_lazy(f"report_{report.slug}"),
            icon_name=report.header_icon,
            order=report.order,
        )

    hooks.register("register_admin_urls", addresses)
    hooks.register("register_reports_menu_item", menu_item)
