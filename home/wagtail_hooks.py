"""Puts the messages to the Support Unit into the Wagtail admin."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .contact import staff
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
