"""The form of an officer who chooses, and that of somebody who answers."""

from collections.abc import Mapping
from typing import Any

from django import forms

from assembly.consultations.models import Consultation
from assembly.core.others_changes import NoticesOthers

from .questions import QUESTIONS, asked


class MonitoringForm(NoticesOthers, forms.Form):
    """Which questions of the fixed list a consultation asks."""

    monitoring = forms.MultipleChoiceField(
        label="What individuals are asked about themselves",
        choices=[(question.code, f"{question.label}: {question.words}") for question in QUESTIONS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Offered after the response was sent, and never needed. The answers are counted, apart from the "
        "response, so they cannot be traced to you.",
    )

    def __init__(self, data: Mapping[str, Any] | None, *, consultation: Consultation) -> None:
        super().__init__(data, initial={"monitoring": consultation.monitoring})


class AboutYouForm(forms.Form):
    """Every question may be left out."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, consultation: Consultation
    ) -> None:
        super().__init__(data)
        for question in asked(consultation.monitoring):
            first, *others = enumerate(question.options)
            self.fields[question.code] = forms.TypedChoiceField(
                label=question.words,
                help_text=question.help,
                choices=[*others, first],
                coerce=int,
                required=False,
                empty_value=None,
                widget=forms.RadioSelect,
            )

    @property
    def ticked(self) -> dict[str, int]:
        return {code: place for code, place in self.cleaned_data.items() if place is not None}
