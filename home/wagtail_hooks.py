"""Puts the messages to the Support Unit into the Wagtail admin."""

from collections.abc import Iterator

from django.urls import path, reverse

from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from assembly.accounts.models import User
from assembly.core.menu import screens, show

from .contact import staff
from .first_week import panel
from .gateway import staff as gateway_staff
from .glossary import staff as glossary_staff
from .glossary.viewsets import GlossaryViewSet
from .hiding import staff as hiding_staff
from .hiding.rules import MAY_HIDE
from .offices import staff as office_staff

hooks.register("register_admin_viewset", lambda: GlossaryViewSet("glossaryterm"))
screens("glossary/", "glossary_staff", [path("load/", glossary_staff.load, name="load")])

screens(
    "messages/",
    "contact_staff",
    [
        path("", staff.message_list, name="message_list"),
        path("<int:pk>/", staff.message, name="message"),
    ],
)
show("Messages", "contact_staff:message_list", "home.answer_contact", "mail", 160)

screens(
    "enquiries/",
    "gateway_staff",
    [
        path("", gateway_staff.enquiry_list, name="enquiry_list"),
        path("<int:pk>/", gateway_staff.enquiry, name="enquiry"),
    ],
)
show("Enquiries for help", "gateway_staff:enquiry_list", "home.follow_enquiries", "help", 165)

screens(
    "offices/",
    "office_staff",
    [
        path("", office_staff.office_list, name="office_list"),
        path("new/", office_staff.propose, name="propose"),
        path("<slug:slug>/history/", office_staff.history, name="history"),
        path("terms/<int:pk>/end/", office_staff.propose_end, name="propose_end"),
        path("proposals/<int:pk>/", office_staff.proposal, name="proposal"),
    ],
)
show("Offices", "office_staff:office_list", "home.give_offices", "user", 170)

screens(
    "hidden-texts/",
    "hiding_staff",
    [
        path("", hiding_staff.hidden_text_list, name="hidden_text_list"),
        path("<int:pk>/", hiding_staff.hidden_text, name="hidden_text"),
        path("pages/<int:pk>/", hiding_staff.text_hide, name="text_hide"),
    ],
)
show("Hidden texts", "hiding_staff:hidden_text_list", MAY_HIDE, "no-view", 175)


@hooks.register("register_page_header_buttons")
def offer_hiding(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if page.live and page.depth > 1 and user.has_perm(MAY_HIDE):
        address = reverse("hiding_staff:text_hide", args=[page.pk])
        yield Button("Hide the text", address, icon_name="no-view", priority=57)


hooks.register("construct_homepage_panels", panel.show_first_week)
