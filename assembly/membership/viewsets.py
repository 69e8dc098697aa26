"""The register, districts and themes inside the Wagtail admin."""

from typing import Any

from django.forms import ModelForm
from django.urls import URLPattern, path

from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.admin.widgets import BaseChooser

from assembly.core.viewsets import (
    FindsNames,
    RecordedCreateView,
    RecordedDeleteView,
    RecordedEditView,
    RecordedViewSet,
)

from .forms.areas import ConsortiumForm, DistrictForm, ThemeForm
from .forms.staff import StaffOrganisationForm
from .models import (
    Consortium,
    ConsortiumPlace,
    District,
    Organisation,
    SectorEstimate,
    Theme,
    Ward,
)
from .services.joining import record_told_apart


class ToldApart:
    """Records that the person who entered or renamed an organisation said which similar names are others."""

    def save_instance(self) -> Organisation:
        saved: Organisation = super().save_instance()  # type: ignore[misc]  # beside a Wagtail view
        record_told_apart(saved, self.form.near, by=self.request.user)  # type: ignore[attr-defined]
        return saved


class OrganisationCreateView(ToldApart, RecordedCreateView):
    pass


class OrganisationEditView(ToldApart, RecordedEditView):
    pass


class OrganisationViewSet(RecordedViewSet):
    model = Organisation
    index_view_class = FindsNames
    add_view_class = OrganisationCreateView
    edit_view_class = OrganisationEditView
    icon = "group"
    list_display = ["name", "status", "admitted_on", "org_id"]
    list_filter = ["status", "legal_form", "infrastructure", "districts", "themes"]
    search_fields = ["name", "org_id"]
    ordering = ["name"]
    inspect_view_fields_exclude = ["id", "name_key", "name_words", "name_folded"]

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return StaffOrganisationForm

    def get_edit_handler(self) -> Any:
        """None: the form above is the screen."""
        return


class DistrictDeleteView(RecordedDeleteView):
    instead = "Prepare its succession instead, or give it its last day."


class DistrictViewSet(RecordedViewSet):
    model = District
    icon = "site"
    delete_view_class = DistrictDeleteView
    list_display = ["name", "code", "in_county", "ends_on"]

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return DistrictForm

    def get_edit_handler(self) -> Any:
        """None: the form above is the screen."""
        return


class ThemeDeleteView(RecordedDeleteView):
    instead = "Give it the day from which it is retired instead."


class ThemeViewSet(RecordedViewSet):
    model = Theme
    icon = "tag"
    delete_view_class = ThemeDeleteView
    list_display = ["name", "order", "retired_on"]
    ordering = ["order", "name"]
    index_results_template_name = "membership/staff/theme_results.html"

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return ThemeForm

    def get_edit_handler(self) -> Any:
        """None: the form above is the screen."""
        return


class WardViewSet(RecordedViewSet):
    model = Ward
    icon = "site"
    list_display = ["name", "district", "code"]
    list_filter = ["district"]
    form_fields = ["district", "name", "code"]


class ConsortiumViewSet(RecordedViewSet):
    model = Consortium
    icon = "group"
    list_display = ["name"]

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return ConsortiumForm


class ConsortiumPlaceViewSet(RecordedViewSet):
    model = ConsortiumPlace
    icon = "group"
    list_display = ["organisation", "consortium", "part", "district"]
    list_filter = ["consortium", "part"]
    form_fields = ["consortium", "organisation", "part", "district"]


class SectorEstimateViewSet(RecordedViewSet):
    model = SectorEstimate
    icon = "order"
    list_display = ["measure", "shown", "area", "as_of", "source"]
    list_filter = ["measure"]
    form_fields = [
        "measure",
        "figure",
        "exactness",
        "area",
        "counting_rule",
        "as_of",
        "source",
        "source_url",
    ]


class MembershipViewSetGroup(ModelViewSetGroup):
    menu_label = "Membership"
    menu_icon = "group"
    menu_order = 200
    items = (
        OrganisationViewSet,
        DistrictViewSet,
        WardViewSet,
        ThemeViewSet,
        ConsortiumViewSet,
        ConsortiumPlaceViewSet,
        SectorEstimateViewSet,
    )


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
