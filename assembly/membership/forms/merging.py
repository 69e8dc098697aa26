"""Proposing that two records of one organisation are merged."""

from typing import Any

from django import forms

from assembly.membership.models import Organisation
from assembly.membership.viewsets import organisation_chooser


class MergeForm(forms.Form):
    kept = forms.ModelChoiceField(
        label="Record to keep",
        queryset=Organisation.objects.filter(merged_into=None),
        widget=organisation_chooser.widget_class,
        help_text="It keeps its name, its address, its own words and its status.",
    )
    gone = forms.ModelChoiceField(
        label="Record to merge into it",
        queryset=Organisation.objects.filter(merged_into=None),
        widget=organisation_chooser.widget_class,
        help_text="Its address will lead to the record you keep.",
    )
    reason = forms.CharField(
        label="What shows that they are the same organisation",
        max_length=2_000,
        help_text="Such as the same charity number, committee or letterhead. Do not name anybody.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kept") and cleaned.get("kept") == cleaned.get("gone"):
            self.add_error("gone", "Choose two different records.")
        return cleaned
