"""Groups inside the Wagtail admin."""

from django import forms
from django.db import models

from assembly.core.viewsets import RecordedCreateView, RecordedViewSet

from . import services
from .forms import GroupForm
from .models import Group


class GroupCreateView(RecordedCreateView):
    def save_instance(self) -> models.Model:
        """A new group has its page at once."""
        group = super().save_instance()
        services.make_group_pages()
        return group


class GroupViewSet(RecordedViewSet):
    model = Group
    icon = "comment"
    menu_label = "Groups"
    menu_order = 205
    add_to_admin_menu = True
    add_view_class = GroupCreateView
    list_display = ["name", "kind", "convenor"]
    list_filter = ["kind"]
    search_fields = ["name"]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return GroupForm
