"""Freezing a snapshot of the sector, and choosing two to compare."""

from typing import Any

from django import forms

from assembly.membership.models import SectorSnapshot


class FreezeForm(forms.Form):
    title = forms.CharField(
        max_length=120,
        help_text="Such as “Spring 2027”. It is public, and stands on the sector map.",
    )


class CompareForm(forms.Form):
    """Two snapshots, or one and today's figures."""

    earlier = forms.ModelChoiceField(SectorSnapshot.objects.all(), empty_label=None)
    later = forms.ModelChoiceField(
        SectorSnapshot.objects.all(), required=False, empty_label="The figures of today"
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("earlier") and cleaned.get("earlier") == cleaned.get("later"):
            self.add_error("later", "This is the same snapshot. Choose another one.")
        return cleaned
