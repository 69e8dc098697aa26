"""Puts the screens that follow mail into the Wagtail admin."""

from django.urls import path

from assembly.core.menu import screens, show

from . import staff

screens(
    "mail/",
    "mail_staff",
    [
        path("", staff.mail_list, name="mail_list"),
        path("<int:pk>/", staff.mail, name="mail"),
    ],
)
show("Mail we sent", "mail_staff:mail_list", "notifications.follow_mail", "history", 170)
