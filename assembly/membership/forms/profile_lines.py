"""Lines of a profile's lists, added and changed one at a time: official numbers, quality marks, offers to others."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from assembly.core.widgets import DayInput
from assembly.membership import identifiers
from assembly.membership.models import Offer, QualityMark

from .profile import SHORT, say_who_sees


class NumberForm(forms.Form):
    register = forms.ChoiceField(
        label="Official register", choices=[("", "Choose a register"), *identifiers.CHOICES[1:]]
    )
    number = forms.CharField(
        label="Number in that register", max_length=20, widget=forms.TextInput(attrs=SHORT)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_who_sees(self)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("register") and cleaned.get("number"):
            try:
                cleaned["org_id"] = identifiers.org_id(cleaned["register"], cleaned["number"])
            except identifiers.NotANumber as problem:
                self.add_error("number", str(problem))
        return cleaned


class MarkForm(forms.ModelForm):
    evidence = forms.URLField(
        label="Where can it be checked?",
        help_text="The address of a page, such as the list of holders.",
        required=False,
        max_length=200,
        assume_scheme="https",
    )

    class Meta:
        model = QualityMark
        fields = ["scheme", "edition", "level", "awarded_on", "expires_on", "evidence"]
        labels = {"awarded_on": "Awarded on", "expires_on": "Expires on"}
        help_texts = {
            "scheme": "Any scheme, a local one too: PQASSO, Trusted Charity, Investing in Volunteers.",
            "edition": "Such as “4th edition”.",
            "level": "Such as “Level 1”.",
        }
        widgets = {"awarded_on": DayInput(), "expires_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_who_sees(self)

    def clean_awarded_on(self) -> dt.date:
        awarded_on: dt.date = self.cleaned_data["awarded_on"]
        if awarded_on > timezone.localdate():
            raise forms.ValidationError("This day is still to come.")
        return awarded_on

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        awarded_on, expires_on = cleaned.get("awarded_on"), cleaned.get("expires_on")
        if awarded_on and expires_on and expires_on < awarded_on:
            self.add_error("expires_on", "This is before the day on which it was awarded.")
        return cleaned


class OfferForm(forms.ModelForm):
    class Meta:
        model = Offer
        fields = ["need", "description", "cost"]
        labels = {"need": "Help with", "description": "What you offer", "cost": "What it costs"}
        help_texts = {"description": "One or two sentences: what, for whom, how."}
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_who_sees(self)

    def clean_need(self) -> str:
        need: str = self.cleaned_data["need"]
        others = Offer.objects.filter(organisation=self.instance.organisation, need=need)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("This is offered already; change that line instead.")
        return need
