"""What the Wagtail admin shows of the house itself."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.documents.models import Document

from . import drafts, health, menu, reports, staff, to_do
from .bank_holidays.viewsets import BankHolidayViewSet
from .documents import rules as documents
from .uploads import staff as uploads


class WaitingJobsPanel(Component):
    """On the admin's first page, while background work does not get done: letters are late, deadlines are not."""

    name = "waiting_jobs"
    order = 10
    template_name = "core/staff/waiting_jobs.html"

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"problems": self.problems}


def show_waiting_jobs(request: HttpRequest, panels: list[Component]) -> None:
    problems = list(health.problems_of_jobs(timezone.now()))
    if problems:
        panels.append(WaitingJobsPanel(problems))


class WaitingWorkPanel(Component):
    """On the admin's first page: what waits for the offices this person holds, the most urgent first."""

    name = "waiting_work"
    order = 20
    template_name = "core/staff/waiting_work.html"

    def __init__(self, tasks: list[to_do.Task]) -> None:
        self.tasks = tasks

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"tasks": self.tasks}


def show_waiting_work(request: HttpRequest, panels: list[Component]) -> None:
    tasks = to_do.tasks_for(request.user, timezone.now())
    panels.append(WaitingWorkPanel([task for task in tasks if task.of_office]))


def addresses() -> list[URLPattern | URLResolver]:
    of_uploads = [
        path("", uploads.upload_index, name="upload_index"),
        path("<int:pk>/", uploads.upload, name="upload"),
    ]
    return [
        path("uploads/<slug:kind>/", include((of_uploads, "uploads"))),
        path("record/<str:kind>/<int:pk>/", staff.record_history, name="record_history"),
        path("removals/", staff.removal_log, name="removal_log"),
    ]


def register_bank_holidays() -> BankHolidayViewSet:
    return BankHolidayViewSet("bankholiday")


def keep_drafts_back(document: Document, request: HttpRequest) -> None:
    if not documents.may_be_downloaded(document, request):
        raise Http404("No published page leads to this document.")


def styles_of_our_screens() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("assembly/office.css"))


hooks.register("insert_global_admin_css", styles_of_our_screens)
hooks.register("before_serve_document", keep_drafts_back)
hooks.register("construct_homepage_panels", show_waiting_jobs)
hooks.register("construct_homepage_panels", show_waiting_work)
hooks.register("construct_main_menu", menu.by_work)
hooks.register("construct_main_menu", menu.without_advertising)
hooks.register("construct_page_chooser_queryset", drafts.choosable)
hooks.register("construct_reports_menu", drafts.without_report_of_types)
hooks.register("construct_reports_menu", reports.add_to_menu)
hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_urls", reports.addresses)
hooks.register("register_admin_viewset", register_bank_holidays)
menu.show("What was forgotten", "removal_log", "core.view_removal", "bin", 135, menu="reports")
