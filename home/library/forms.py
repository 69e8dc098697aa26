"""Narrowing the resource library."""

from django import forms

from assembly.membership.classification import Need

from .models import Audience


class LibraryForm(forms.Form):
    need = forms.ChoiceField(choices=[("", "Every need"), *Need.choices], required=False)
    audience = forms.ChoiceField(
        label="For whom", choices=[("", "Everybody"), *Audience.choices[1:]], required=False
    )

    def chosen(self) -> dict[str, str]:
        """What was chosen; what makes no sense is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
