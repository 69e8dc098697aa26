"""The Support Unit's screens for public bodies and their departments in the Wagtail admin."""

from typing import Any

from django.forms import ModelForm

from assembly.core.viewsets import (
    RecordedCreateView,
    RecordedDeleteView,
    RecordedEditView,
    RecordedViewSet,
)
from assembly.partners.models import Department, PublicBody

from . import services
from .forms import PublicBodyForm


class BodyCreateView(RecordedCreateView):
    template_name = "partners/staff/body_form.html"
    form: PublicBodyForm

    def save_instance(self) -> PublicBody:
        return services.enter_body(self.form.instance, *self.form.parts(), by=self.request.user)


class BodyEditView(RecordedEditView):
    template_name = "partners/staff/body_form.html"
    form: PublicBodyForm

    def save_instance(self) -> PublicBody:
        return services.change_body(
            self.form.instance, self.form.changed_data, *self.form.parts(), by=self.request.user
        )


class PublicBodyViewSet(RecordedViewSet):
    model = PublicBody
    icon = "globe"
    add_view_class = BodyCreateView
    edit_view_class = BodyEditView
    list_display = ["name", "kind", "org_id", "ended_on"]
    list_filter = ["kind"]

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return PublicBodyForm

    def get_edit_handler(self) -> Any:
        """None: the form above is the screen."""
        return


class DepartmentDeleteView(RecordedDeleteView):
    instead = "Rename it instead, or leave it as it is."


class DepartmentViewSet(RecordedViewSet):
    model = Department
    icon = "folder"
    delete_view_class = DepartmentDeleteView
    list_display = ["name", "body", "code"]
    list_filter = ["body"]
    form_fields = ["body", "name", "code"]
