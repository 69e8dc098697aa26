"""Finding one's organisation, before joining."""

from django import forms


class LookUpForm(forms.Form):
    """Looks in our register and in the official ones."""

    q = forms.CharField(label="Its name, or its charity or company number", max_length=200)
