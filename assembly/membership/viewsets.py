"""The register, districts and themes inside the Wagtail admin."""

from typing import Any

from django.forms import ModelForm
from django.urls import URLPattern, path

from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.admin.widgets import BaseChooser

from assembly.core.viewsets import RecordedViewSet

from .forms.staff import StaffOrganisationForm
from .models import District, Organisation, Theme


class OrganisationViewSet(RecordedViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name", "status", "admitted_on", "org_id"]
    list_filter = ["status", "legal_form", "infrastructure", "districts", "themes"]
    search_fields = ["name", "org_id"]
    ordering = ["name"]
    inspect_view_fields_exclude = ["id"]

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return StaffOrganisationForm

    def get_edit_handler(self) -> Any:
        """None: the form above is the screen."""
        return


class DistrictViewSet(RecordedViewSet):
    model = District
    icon = "site"
    list_display = ["name", "code", "in_county", "ends_on"]
    form_fields = [
        "name",
        "slug",
        "code",
        "in_county",
        "starts_on",
        "ends_on",
        "successor",
        "map_column",
        "map_row",
    ]


class ThemeViewSet(RecordedViewSet):
    model = Theme
    icon = "tag"
    list_display = ["name", "order", "retired_on"]
    form_fields = ["name", "slug", "order", "retired_on"]


class MembershipViewSetGroup(ModelViewSetGroup):
    menu_label = "Membership"
    menu_icon = "group"
    menu_order = 200
    items = (OrganisationViewSet, DistrictViewSet, ThemeViewSet)


class LookUpWidget(BaseChooser):
    """Shows nothing chosen when what was sent is no key; the field says that it is none."""

    def get_instance(self, value: Any) -> Any:
        try:
            return super().get_instance(value)
        except ValueError:
            return None


class LookUpViewSet(ChooserViewSet):
    """Chooses one of the records there are. Wagtail's further addresses fail, on no form and on keys that are none."""

    base_widget_class = LookUpWidget

    def get_urlpatterns(self) -> list[URLPattern]:
        kept = {"choose", "choose_results"}
        return [
            *(pattern for pattern in super().get_urlpatterns() if pattern.name in kept),
            path("chosen/<int:pk>/", self.chosen_view, name="chosen"),
        ]


organisation_chooser = LookUpViewSet(
    "organisation_chooser",
    model=Organisation,
    icon="group",
    choose_one_text="Choose an organisation",
    choose_another_text="Choose another organisation",
    per_page=15,
)
