"""Puts the screens of consultations into the Wagtail admin: withdrawing one, and reading the responses."""

from collections.abc import Iterator

from django.urls import path, reverse

from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from assembly.accounts.models import User
from assembly.core import history
from assembly.core.menu import screens, show

from . import rules
from .models import ConsultationPage
from .publishing import services, staff
from .reading import selectors, views
from .reading.redacting.views import answer_redact

screens(
    "consultations/",
    "consultations_staff",
    [path("<int:pk>/withdraw/", staff.consultation_withdraw, name="consultation_withdraw")],
)


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


screens(
    "consultations/",
    "consultations_reading",
    [
        path("", views.consultation_list, name="consultation_list"),
        path("<int:pk>/responses/", views.response_list, name="response_list"),
        path("<int:pk>/responses.csv", views.response_csv, name="response_csv"),
        path("<int:pk>/responses.xlsx", views.response_xlsx, name="response_xlsx"),
        path("<int:pk>/responses/by-question/<int:code>/", views.question, name="question"),
        path("<int:pk>/responses/<int:response>/", views.response_detail, name="response_detail"),
        path("<int:pk>/responses/files/<int:answer>/", views.answer_file, name="answer_file"),
        path(
            "<int:pk>/responses/<int:response>/answers/<int:answer>/redact/",
            answer_redact,
            name="answer_redact",
        ),
    ],
)
show("Responses", "consultations_reading:consultation_list", selectors.reads_any, "help", 215)


@hooks.register("register_page_header_buttons")
def offer_responses(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """From a published consultation to its responses; before the close to the day from which they are read."""
    if not isinstance(page, ConsultationPage):
        return
    if selectors.readable_by(user).filter(pk=page.consultation_id).exists():
        address = reverse("consultations_reading:response_list", args=[page.consultation_id])
        yield Button("Responses", address, icon_name="help", priority=54)
