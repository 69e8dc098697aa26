"""Puts the screens that follow mail into the Wagtail admin."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import staff


@hooks.register("register_admin_urls")
def register_mail() -> list[URLResolver]:
    urls = [
        path("", staff.mail_list, name="mail_list"),
        path("<int:pk>/", staff.mail, name="mail"),
    ]
    return [path("mail/", include((urls, "mail_staff")))]


class MailMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("notifications.follow_mail")


@hooks.register("register_admin_menu_item")
def show_mail() -> MenuItem:
    return MailMenuItem(
        "Mail we sent", reverse_lazy("mail_staff:mail_list"), icon_name="history", order=170
    )
