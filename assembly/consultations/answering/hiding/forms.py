"""The reasons with which a response is hidden, and shown again."""

from django import forms

from assembly.consultations.models import Response


class HideForm(forms.Form):
    reason = forms.CharField(
        label="Why is it hidden?",
        help_text="Only the Support Unit and the Board can read your reason. Do not repeat what is wrong.",
        required=False,
        max_length=Response._meta.get_field("hidden_because").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ShowAgainForm(forms.Form):
    reason = forms.CharField(
        label="Why is it shown again?",
        help_text="The Support Unit and the Board read it.",
        required=False,
        max_length=Response._meta.get_field("shown_again_because").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ForSenderForm(forms.Form):
    reason = forms.CharField(
        label="Who asked for it, when, and how do you know that the response is theirs?",
        required=False,
        max_length=Response._meta.get_field("consent_withdrawn_because").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
