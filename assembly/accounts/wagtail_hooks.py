"""What the Wagtail admin shows of people beside Wagtail's own screens."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from assembly.core import reports

from .corrections import staff
from .reports import LookReport, OfficeReport

reports.register(OfficeReport)
reports.register(LookReport)


@hooks.register("register_admin_urls")
def register_corrections() -> list[URLResolver]:
    urls = [
        path("", staff.correction_list, name="correction_list"),
        path("new/", staff.correction_propose, name="correction_propose"),
        path("<int:pk>/", staff.correction, name="correction"),
    ]
    return [path("corrected-addresses/", include((urls, "address_corrections")))]


class CorrectionsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("accounts.correct_address")


@hooks.register("register_admin_menu_item")
def show_corrections() -> MenuItem:
    return CorrectionsMenuItem(
        "Corrected addresses",
        reverse_lazy("address_corrections:correction_list"),
        icon_name="mail",
        order=171,
    )
