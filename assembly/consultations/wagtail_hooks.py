"""Puts the Board's way to withdraw a consultation into the Wagtail admin."""

from collections.abc import Iterator

from django.urls import URLResolver, include, path, reverse

from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from assembly.accounts.models import User
from assembly.core import history, reports

from . import rules, services, staff
from .models import ConsultationPage
from .reports import ConsultationReport


@hooks.register("register_admin_urls")
def register_withdrawal() -> list[URLResolver]:
    urls = [path("<int:pk>/withdraw/", staff.consultation_withdraw, name="consultation_withdraw")]
    return [path("consultations/", include((urls, "consultations_staff")))]


@hooks.register("register_page_header_buttons")
def offer_withdrawal(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Beside the other things to do with the page, for the Board alone."""
    if not isinstance(page, ConsultationPage) or not user.has_perm(services.MAY_PUBLISH):
        return
    if rules.may_be_withdrawn(page.consultation):
        address = reverse("consultations_staff:consultation_withdraw", args=[page.consultation_id])
        yield Button("Withdraw", address, icon_name="cross", priority=55)


@hooks.register("register_page_header_buttons")
def offer_history(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """The events of the consultation, which are more than the versions of its page."""
    if isinstance(page, ConsultationPage) and user.has_perm("consultations.view_consultation"):
        address = history.address(page.consultation)
        yield Button("Record", address, icon_name="history", priority=56)


reports.register(ConsultationReport)
