"""Groups inside the Wagtail admin."""

from django import forms
from django.db import models
from django.urls import reverse
from django.utils import timezone

from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import Button

from assembly.core.templatetags.assembly import short_day
from assembly.core.viewsets import (
    RecordedCreateView,
    RecordedEditView,
    RecordedInspectView,
    RecordedViewSet,
)
from forums.models import ConvenorTerm, Group

from . import services
from .forms import GroupForm


class GroupCreateView(RecordedCreateView):
    def save_instance(self) -> models.Model:
        """A new group has its page at once."""
        group = super().save_instance()
        services.make_group_pages()
        return group


class ConvenorButton:
    """From a group to the screen on which its convenor is named, and to the pages on which its meetings are called."""

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = [*super().header_more_buttons]  # type: ignore[misc]  # beside a Wagtail view
        address = reverse("forums_staff:convenor", args=[self.object.pk])  # type: ignore[attr-defined]
        buttons.append(Button("Convenor", url=address, icon_name="user", priority=20))
        meetings = reverse("forums:calling_all", args=[self.object.slug])  # type: ignore[attr-defined]  # as above
        buttons.append(Button("Meetings", url=meetings, icon_name="date", priority=30))
        if self.object.is_invited:  # type: ignore[attr-defined]
            address = reverse("forums_staff:invitations", args=[self.object.pk])  # type: ignore[attr-defined]
            buttons.append(Button("Invitations", url=address, icon_name="mail", priority=30))
        return buttons


class GroupEditView(ConvenorButton, RecordedEditView):
    pass


class GroupInspectView(ConvenorButton, RecordedInspectView):
    pass


class Convenor(Column):
    def get_value(self, instance: Group) -> str:
        return str(instance.convenor_on(timezone.localdate()) or "")


class TermEnds(Column):
    def get_value(self, instance: Group) -> str:
        term = instance.term_on(timezone.localdate(), ConvenorTerm.Role.CONVENOR)
        return short_day(term.last_day) if term and term.last_day else ""


class GroupIndexView(IndexView):
    def get_base_queryset(self) -> "models.QuerySet[Group]":
        found: models.QuerySet[Group] = super().get_base_queryset()
        return found.prefetch_related("terms")


class GroupViewSet(RecordedViewSet):
    model = Group
    icon = "comment"
    menu_label = "Groups"
    menu_order = 205
    add_to_admin_menu = True
    add_view_class = GroupCreateView
    index_view_class = GroupIndexView
    edit_view_class = GroupEditView
    inspect_view_class = GroupInspectView
    list_display = [
        "name",
        "kind",
        Convenor("convenor", label="Convenor"),
        TermEnds("term_ends", label="Last day"),
    ]
    list_filter = ["kind"]
    search_fields = ["name"]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return GroupForm
