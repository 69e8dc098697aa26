"""Public bodies, their parts and people, partnerships and seats inside the Wagtail admin."""

import datetime as dt
from typing import ClassVar

from django import forms
from django.forms import ModelForm
from django.forms.models import modelform_factory
from django.utils import timezone

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSetGroup

import django_filters

from assembly.core.viewsets import RecordedViewSet

from .bodies.staff import DepartmentViewSet, PublicBodyViewSet
from .forms import OfficerForm, RegisteredMeetingForm, SeatForm
from .models import Meeting, Officer, Partnership, Seat
from .models.seats import SeatQuerySet
from .partnerships.forms import PartnershipForm

DAYS_TO_THE_END = 90


class OfficerViewSet(RecordedViewSet):
    """Named contacts. The account that acts for a body is joined to one by two people, under Offices."""

    model = Officer
    icon = "user"
    list_display = ["name", "post", "body", "department", "ends_on"]
    list_filter = ["body"]
    form_fields = ["body", "department", "name", "post", "starts_on", "ends_on"]

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return modelform_factory(
            Officer,
            form=OfficerForm,
            formfield_callback=self.formfield_for_dbfield,
            fields=self.form_fields,
        )


class PartnershipViewSet(RecordedViewSet):
    model = Partnership
    icon = "group"
    list_display = ["name", "kind", "order"]
    list_filter = ["kind"]

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return PartnershipForm


class SeatFilterSet(WagtailFilterSet):
    held = django_filters.ChoiceFilter(
        label="Held",
        choices=[("vacant", "Vacant"), ("ending", f"Term ends within {DAYS_TO_THE_END} days")],
        empty_label="All",
        method="by_holding",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Seat
        fields: ClassVar[list[str]] = ["partnership", "theme", "district"]

    def by_holding(self, seats: SeatQuerySet, name: str, value: str) -> SeatQuerySet:
        today = timezone.localdate()
        if value == "vacant":
            return seats.vacant(today)
        return seats.ending(today, today + dt.timedelta(days=DAYS_TO_THE_END))


class SeatIndexView(IndexView):
    filterset_class = SeatFilterSet


class SeatViewSet(RecordedViewSet):
    model = Seat
    index_view_class = SeatIndexView
    icon = "pick"
    list_display = ["title", "partnership", "side", "theme", "district", "term_months", "filling"]
    form_fields = [
        "partnership",
        "title",
        "side",
        "theme",
        "district",
        "term_months",
        "filling",
        "order",
        "abolished_on",
    ]

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return modelform_factory(
            Seat,
            form=SeatForm,
            formfield_callback=self.formfield_for_dbfield,
            fields=self.form_fields,
        )


class MeetingViewSet(RecordedViewSet):
    """Meetings of partnerships, of which those who sit there report."""

    model = Meeting
    icon = "date"
    list_display = ["partnership", "held_on", "title", "cancelled"]
    list_filter = ["partnership"]
    form_fields = ["partnership", "held_on", "title", "papers", "cancelled"]

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return modelform_factory(
            Meeting,
            form=RegisteredMeetingForm,
            formfield_callback=self.formfield_for_dbfield,
            fields=self.form_fields,
        )


class PartnersViewSetGroup(ModelViewSetGroup):
    menu_label = "Partners"
    menu_icon = "globe"
    menu_order = 210
    items = (
        PublicBodyViewSet,
        DepartmentViewSet,
        OfficerViewSet,
        PartnershipViewSet,
        SeatViewSet,
        MeetingViewSet,
    )
