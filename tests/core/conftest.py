"""One form with every kind of control."""

from django import forms

import pytest


class EveryControl(forms.Form):
    name = forms.CharField(help_text="As in your constitution.")
    nickname = forms.CharField(label="Also known as", required=False)
    words = forms.CharField(widget=forms.Textarea(attrs={"class": "govuk-!-width-one-half"}))
    district = forms.ChoiceField(choices=[("kennet", "Kennet")])
    kind = forms.ChoiceField(choices=[("a", "Charity")], widget=forms.RadioSelect)
    themes = forms.MultipleChoiceField(
        choices=[("a", "Health"), ("b", "Children")], widget=forms.CheckboxSelectMultiple
    )
    agree = forms.BooleanField(label="We agree")
    on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    minutes = forms.FileField(help_text="A PDF.")
    secret = forms.CharField(widget=forms.PasswordInput(attrs={"placeholder": "secret"}))

    def clean(self):
        raise forms.ValidationError("The two dates are the wrong way round.")


@pytest.fixture
def blank():
    return EveryControl()


@pytest.fixture
def posted():
    return EveryControl({})
