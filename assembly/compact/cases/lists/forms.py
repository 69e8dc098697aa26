"""Narrows the list of one's cases."""

from django import forms

from .selectors import CLOSED, OPEN


class ListForm(forms.Form):
    state = forms.ChoiceField(
        required=False,
        label="Which cases",
        choices=[("", "All cases"), (OPEN, "Open"), (CLOSED, "Closed")],
    )
