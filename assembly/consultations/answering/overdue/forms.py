"""The reason with which the Board clears overdue feedback."""

from django import forms

from assembly.consultations.models import OverdueCleared


class ClearForm(forms.Form):
    reason = forms.CharField(
        label="Why was the feedback not overdue?",
        help_text="Shown to everyone on the page of the consultation.",
        required=False,
        max_length=OverdueCleared._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
