"""Narrows the list of one's cases."""

from django import forms

from assembly.core.filter_forms import FilterForm

from .selectors import CLOSED, OPEN


class ListForm(FilterForm):
    state = forms.ChoiceField(
        required=False,
        label="Which cases",
        choices=[("", "All cases"), (OPEN, "Open"), (CLOSED, "Closed")],
    )
