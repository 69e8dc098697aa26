"""An undertaking with its text: the first one, or a new one that follows the text in the record."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from assembly.compact import rules
from assembly.compact.models import Undertaking, UndertakingVersion
from assembly.compact.services import Text
from assembly.core.widgets import DayInput


def day_field(label: str, help_text: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        initial=timezone.localdate,
        widget=DayInput(),
    )


class UndertakingForm(forms.ModelForm):
    """Code and number are given once, because people cite them. Saving publishes a text; earlier ones stay."""

    class Meta:
        model = Undertaking
        fields = ["code", "number"]

    number = forms.CharField(
        max_length=6,
        validators=[
            RegexValidator(
                r"(?i)\A[a-z]{1,3}[0-9]{1,3}\Z", "Write letters and a number, such as F1."
            )
        ],
        help_text="As people cite it, such as F1. It never changes.",
    )
    words = forms.CharField(
        label="Text", max_length=2_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    party = forms.ChoiceField(label="Who promises", choices=UndertakingVersion.Party.choices)
    measured_by = forms.CharField(
        label="What shows whether it is kept", max_length=200, required=False
    )
    published_on = day_field("Published on", "The day on which both sides made the text public.")
    effective_on = day_field("In force from", "The text in the record is in force until then.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = self.instance.latest if self.instance.pk else None
        if self.instance.pk:
            del self.fields["code"], self.fields["number"]
        if self.latest:
            self.initial.update(
                words=self.latest.text,
                party=self.latest.party,
                measured_by=self.latest.measured_by,
            )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"].upper()
        return number

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"words", "published_on", "effective_on"} <= cleaned.keys():
            ruling = rules.may_publish_text(
                self.latest,
                text=cleaned["words"],
                published_on=cleaned["published_on"],
                effective_on=cleaned["effective_on"],
            )
            if not ruling:
                self.add_error("effective_on", ruling.reason)
        return cleaned

    def text(self) -> Text:
        facts = ("words", "party", "measured_by", "published_on", "effective_on")
        return Text(**{name: self.cleaned_data[name] for name in facts})
