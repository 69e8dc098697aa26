"""Narrowing the resource library."""

from django import forms

from assembly.core.filter_forms import FilterForm
from assembly.membership.classification import Need

from .models import Audience


class LibraryForm(FilterForm):
    need = forms.ChoiceField(choices=[("", "Every need"), *Need.choices], required=False)
    audience = forms.ChoiceField(
        label="For whom", choices=[("", "Everybody"), *Audience.choices[1:]], required=False
    )

    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in self.understood.items() if value}
