"""The field in which a mailed code is typed."""

from django import forms


class OneTimeCodeForm(forms.Form):
    # Longer than six: people type spaces, and a code that was copied brings some of its own.
    code = forms.CharField(
        label="Six-digit code",
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "class": "govuk-input--width-10",
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
            }
        ),
        error_messages={"required": "Enter the code from the e-mail."},
    )
