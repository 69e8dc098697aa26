"""Narrowing the list of differences between members and the official registers."""

from typing import Any

from django import forms

from assembly.membership import comparing


class DifferenceFilterForm(forms.Form):
    """Narrows the list to one kind of difference."""

    kind = forms.ChoiceField(
        label="What differs",
        choices=[("", "Everything"), *comparing.KINDS.items()],
        required=False,
    )

    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
