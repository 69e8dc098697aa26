"""What the check pages of feedback and decisions send."""

from django import forms


class SeenForm(forms.Form):
    """Carries which save of the draft the page showed: what nobody has read is not published."""

    edit = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
