"""Puts the messages to the Support Unit into the Wagtail admin."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .contact import staff
from .first_week import panel
from .gateway import staff as gateway_staff
from .offices import staff as office_staff
from .search.viewsets import SynonymSetViewSet


@hooks.register("register_admin_viewset")
def register_synonyms() -> SynonymSetViewSet:
    return SynonymSetViewSet("synonymset")


@hooks.register("register_admin_urls")
def register_messages() -> list[URLResolver]:
    urls = [
        path("", staff.message_list, name="message_list"),
        path("<int:pk>/", staff.message, name="message"),
    ]
    return [path("messages/", include((urls, "contact_staff")))]


class MessagesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("home.answer_contact")


@hooks.register("register_admin_menu_item")
def show_messages() -> MenuItem:
    return MessagesMenuItem(
        "Messages", reverse_lazy("contact_staff:message_list"), icon_name="mail", order=160
    )


@hooks.register("register_admin_urls")
def register_enquiries() -> list[URLResolver]:
    urls = [
        path("", gateway_staff.enquiry_list, name="enquiry_list"),
        path("<int:pk>/", gateway_staff.enquiry, name="enquiry"),
    ]
    return [path("enquiries/", include((urls, "gateway_staff")))]


class EnquiriesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("home.follow_enquiries")


@hooks.register("register_admin_menu_item")
def show_enquiries() -> MenuItem:
    return EnquiriesMenuItem(
        "Enquiries for help",
        reverse_lazy("gateway_staff:enquiry_list"),
        icon_name="help",
        order=165,
    )


@hooks.register("register_admin_urls")
def register_offices() -> list[URLResolver]:
    urls = [
        path("", office_staff.office_list, name="office_list"),
        path("new/", office_staff.propose, name="propose"),
        path("<slug:slug>/history/", office_staff.history, name="history"),
        path("terms/<int:pk>/end/", office_staff.propose_end, name="propose_end"),
        path("proposals/<int:pk>/", office_staff.proposal, name="proposal"),
    ]
    return [path("offices/", include((urls, "office_staff")))]


class OfficesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("home.give_offices")


@hooks.register("register_admin_menu_item")
def show_offices() -> MenuItem:
    return OfficesMenuItem(
        "Offices", reverse_lazy("office_staff:office_list"), icon_name="user", order=170
    )


hooks.register("construct_homepage_panels", panel.show_first_week)
