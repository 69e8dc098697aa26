"""The form of the check page."""

from django import forms


class PublishForm(forms.Form):
    are_read = forms.BooleanField(
        label="Somebody has read these responses, and what identifies or defames a person is redacted",
        required=False,
    )
