"""Puts the screens of consultations into the Wagtail admin: withdrawing one, and reading the responses."""

from collections.abc import Iterator

from django.urls import path, reverse
from django.utils import timezone

from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from assembly.accounts.http import SignedInRequest
from assembly.accounts.models import User
from assembly.core import history
from assembly.core.acting import warn
from assembly.core.menu import screens, show

from . import rules
from .models import ConsultationPage
from .publishing import (
    elections,
    extension_screens,
    plan_screens,
    planning,
    services,
    speaking,
    staff,
)
from .reading import selectors, views

screens(
    "consultations/",
    "consultations_staff",
    [
        path("window/", staff.window, name="window"),
        path("<int:pk>/withdraw/", staff.consultation_withdraw, name="consultation_withdraw"),
        path("<int:pk>/extend/", extension_screens.consultation_extend, name="consultation_extend"),
        path("<int:pk>/ask-for-time/", extension_screens.extension_ask, name="extension_ask"),
    ],
)
screens(
    "consultations/planned/",
    "consultations_plans",
    [
        path("", plan_screens.plan_list, name="plan_list"),
        path("add/", plan_screens.plan_add, name="plan_add"),
        path("<int:pk>/", plan_screens.plan, name="plan"),
    ],
)
show("Forward plan", "consultations_plans:plan_list", planning.plans_any, "date", 214)
hooks.register(
    "register_admin_viewset", lambda: elections.PreElectionPeriodViewSet("preelectionperiod")
)


@hooks.register("register_page_header_buttons")
def offer_extension(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """While it is open: for the Board to extend it, for an officer of the body to ask the Board."""
    if not isinstance(page, ConsultationPage):
        return
    consultation, at = page.consultation, timezone.now()
    if not rules.is_taking_responses(consultation, at=at):
        return
    if user.has_perm(services.MAY_PUBLISH):
        address = reverse("consultations_staff:consultation_extend", args=[consultation.pk])
        yield Button("Extend", address, icon_name="date", priority=53)
    elif speaking.speaks_for(user, consultation.body, timezone.localdate(at)):
        address = reverse("consultations_staff:extension_ask", args=[consultation.pk])
        yield Button("Ask for more time", address, icon_name="date", priority=53)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_that_it_takes_two(request: SignedInRequest, page: Page) -> None:
    """Who submitted a short window without a reason is told what becomes of it."""
    if not isinstance(page, ConsultationPage) or "action-submit" not in request.POST:
        return
    if rules.waits_for_two(page.consultation) and page.current_workflow_state:
        warn(request, staff.TAKES_TWO)


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
        path("<int:pk>/responses/<int:response>/", views.response_detail, name="response_detail"),
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
