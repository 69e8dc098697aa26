"""Finds a response among many."""

from typing import Any

from django import forms


class ResponseFilterForm(forms.Form):
    q = forms.CharField(
        label="Organisation, or words of the response", required=False, max_length=100
    )

    @property
    def words(self) -> str:
        self.is_valid()
        found: Any = self.cleaned_data.get("q", "")
        return str(found)
