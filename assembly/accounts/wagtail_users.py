"""Wagtail's user pages, under /cms/users/, for people who have one name and no username."""

from wagtail.users.apps import WagtailUsersAppConfig


class WagtailUsersConfig(WagtailUsersAppConfig):
    user_viewset = "assembly.accounts.viewsets.UserViewSet"
