"""Periods before elections inside the Wagtail admin, kept by the Support Unit."""

from typing import Any

from django import forms

from assembly.consultations.models import PreElectionPeriod
from assembly.core.viewsets import RecordedViewSet
from assembly.core.widgets import DayInput


class PeriodForm(forms.ModelForm):
    class Meta:
        model = PreElectionPeriod
        fields = ["election", "first_day", "last_day"]
        widgets = {"first_day": DayInput, "last_day": DayInput}


class PreElectionPeriodViewSet(RecordedViewSet):
    model = PreElectionPeriod
    icon = "date"
    menu_label = "Pre-election periods"
    menu_order = 661
    add_to_admin_menu = True
    list_display = ["election", "first_day", "last_day"]
    index_results_template_name = "consultations/publishing/period_results.html"

    def get_form_class(self, for_update: bool = False) -> type[PeriodForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        return PeriodForm

    def get_edit_handler(self) -> Any:
        """None: the form above is the screen."""
        return
