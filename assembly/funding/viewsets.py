"""The register inside the Wagtail admin: to look at. Its facts change by import alone, its classes in `classing`."""

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest
from django.urls import reverse_lazy

from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from assembly.core.viewsets import FindsNames

from .models import Award, AwardImport


class LookOnlyPolicy(ModelPermissionPolicy):
    """Who may view may view; nobody adds, edits or deletes on a screen, not even a superuser."""

    def user_has_permission(self, user: AbstractUser, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


class AwardListView(FindsNames):
    of_names = "recipient_words"


class AwardViewSet(ModelViewSet):
    model = Award
    index_view_class = AwardListView
    icon = "doc-full"
    menu_label = "Awards"
    list_display = ["title", "recipient_shown", "funder_shown", "amount_shown", "awarded_on"]
    list_filter = ["award_class", "category", "financial_year", "residential_care", "in_county"]
    search_fields = ["title", "recipient_name", "grant_id"]
    exclude_form_fields: list[str] = []
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False


class AwardImportViewSet(ModelViewSet):
    model = AwardImport
    icon = "download"
    menu_label = "Imports"
    list_display = ["file_name", "rows", "total", "new_count", "changed_count", "imported_at"]
    exclude_form_fields: list[str] = []
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False


class ScreenMenuItem(MenuItem):
    """A screen of ours in the menu of those who may use it."""

    def __init__(self, label: str, url: object, permission: str, icon: str, order: int) -> None:
        super().__init__(label, url, icon_name=icon, order=order)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


class FundingViewSetGroup(ModelViewSetGroup):
    menu_label = "Funding"
    menu_icon = "doc-full"
    menu_order = 260
    items = (AwardViewSet, AwardImportViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        load = reverse_lazy("uploads:upload_index", args=["awards"])
        classing = reverse_lazy("funding_staff:award_list")
        return [
            ScreenMenuItem("Load awards", load, "funding.load_awards", "upload", -2),
            ScreenMenuItem("Class awards", classing, "funding.class_award", "tag", -1),
            *super().get_submenu_items(),
        ]
