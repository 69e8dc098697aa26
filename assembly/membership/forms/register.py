"""Narrowing the public register."""

from typing import Any

from django import forms

from assembly.membership.models import District, Organisation, Theme


class RegisterFilterForm(forms.Form):
    """Narrows the public register."""

    q = forms.CharField(label="Name", required=False, max_length=100)
    district = forms.ModelChoiceField(
        District.objects.all(), to_field_name="slug", required=False, empty_label="Everywhere"
    )
    theme = forms.ModelChoiceField(
        Theme.objects.all(), to_field_name="slug", required=False, empty_label="Every theme"
    )
    legal_form = forms.ChoiceField(
        choices=[("", "Every form"), *Organisation.LegalForm.choices], required=False
    )
    infrastructure = forms.BooleanField(
        label="Only organisations that support others", required=False
    )

    def chosen(self) -> dict[str, Any]:
        """The filters that hold; one that makes no sense is left out instead of emptying the page."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
