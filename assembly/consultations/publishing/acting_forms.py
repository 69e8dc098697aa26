"""The forms of the screens on which something is done: extending, and the forward plan."""

import datetime as dt
from typing import Any, cast

from django import forms

from assembly.accounts.models import User
from assembly.consultations.models import Extension, ExtensionRequest, PlannedConsultation
from assembly.core.widgets import DayInput
from assembly.partners.models import PublicBody

from . import planning


class ExtensionForm(forms.Form):
    """The Board's, and that of an officer who asks the Board."""

    closes_on = forms.DateField(
        label="New closing day",
        widget=DayInput,
        help_text="A later day than the closing day now. The first closing day stays on the page.",
    )
    reason = forms.CharField(
        label="Why does it need to stay open for longer?",
        max_length=Extension._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Shown to everyone once it is extended.",
    )


class RefusalForm(forms.Form):
    because = forms.CharField(
        label="Why are you not extending it?",
        max_length=ExtensionRequest._meta.get_field("refused_because").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The officer who asked reads it. It is not public.",
    )


class PlanForm(forms.ModelForm):
    """A line of the forward plan, as it is proposed."""

    class Meta:
        model = PlannedConsultation
        fields = ["body", "title", "summary", "expected", "themes"]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "themes": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, by: User, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[PublicBody]", self.fields["body"])
        field.queryset = planning.bodies_to_plan_for(by, on)
        field.label = "Public body"
        self.fields["title"].help_text = "What the consultation will be about."

    def plan(self) -> planning.Plan:
        cleaned = self.cleaned_data
        return planning.Plan(
            cleaned["title"], cleaned["summary"], cleaned["expected"], tuple(cleaned["themes"])
        )


class DropForm(forms.Form):
    because = forms.CharField(
        label="Why are you dropping it?",
        max_length=PlannedConsultation._meta.get_field("dropped_because").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Shown on the site, if the consultation was announced.",
    )
