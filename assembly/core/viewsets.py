"""Registers in the Wagtail admin whose every change leaves an Event."""

from typing import Any

from django import forms
from django.db import models

from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from . import history, in_use, name_fields
from .events import change, record
from .rules import Ruling


class RecordedCreateView(generic.CreateView):
    def save_instance(self) -> models.Model:
        instance: models.Model = super().save_instance()
        record(change(self.model, "added"), instance, by=self.request.user)
        return instance


class HistoryButton:
    """A way from the screen of a record to its events."""

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = [*super().header_more_buttons]  # type: ignore[misc]  # beside a Wagtail view
        if history.has_page(self.model):  # type: ignore[attr-defined]
            address = history.address(self.object)  # type: ignore[attr-defined]
            buttons.append(Button("History", url=address, icon_name="history", priority=30))
        return buttons


class FindsNames(generic.IndexView):
    """A list that is searched by names, however they are typed; `of_names` is the field of their words."""

    of_names = "name_words"

    def search_queryset(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        found: models.QuerySet[Any] = super().search_queryset(queryset)
        if not self.is_searching:
            return found
        return found | queryset.filter(name_fields.holding(self.of_names, self.search_query))


class RecordedInspectView(HistoryButton, generic.InspectView):
    pass


class RecordedEditView(HistoryButton, generic.EditView):
    def save_instance(self) -> models.Model:
        instance: models.Model = super().save_instance()
        fields = dict.fromkeys(self.form.changed_data, True)
        if fields:  # saved twice is changed once
            record(change(self.model, "changed"), instance, by=self.request.user, data=fields)
        return instance


class RecordedDeleteView(generic.DeleteView):
    """Deletes what nothing depends on; of anything else it says what does, and what to do instead."""

    template_name = "core/staff/confirm_delete.html"
    instead = ""  # a whole sentence

    def ruling(self) -> Ruling:
        return in_use.may_be_deleted(self.object, instead=self.instead)

    def delete_action(self) -> None:
        in_use.delete(self.object, by=self.request.user, instead=self.instead)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "ruling": self.ruling()}


class RecordedViewSet(ModelViewSet):
    """A register that an office keeps. Entries are added and changed, never copied; who did it is recorded.

    Who has the permission deletes what is not in use.
    The model's app registers its acts, `events.changes_to(…)`.
    """

    add_view_class = RecordedCreateView
    edit_view_class = RecordedEditView
    delete_view_class = RecordedDeleteView
    inspect_view_class = RecordedInspectView
    copy_view_enabled = False
    inspect_view_enabled = True

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", **kwargs: Any
    ) -> forms.Field | None:
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        field: forms.Field | None = super().formfield_for_dbfield(db_field, **kwargs)
        return field

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Leave the usage page out: no page's text refers to these records."""
        return {**super().get_common_view_kwargs(**kwargs), "usage_url_name": None}
