"""The forms with which words are taken out of an answer, and put back."""

from collections.abc import Mapping
from typing import Any

from django import forms

from assembly.consultations.asking.rules import MOST_CHARACTERS
from assembly.consultations.models import Answer, Redaction
from assembly.consultations.reading.selectors import newest_redaction
from assembly.core.others_changes import NoticesOthers

from .rules import MARK
from .services import Wanted


class RedactionForm(NoticesOthers, forms.Form):
    """Begins with what may be read now."""

    text = forms.CharField(
        label="What people may read",
        help_text=f"Write {MARK} in place of each thing you take out. Leave it empty to withhold the whole answer.",
        widget=forms.Textarea(attrs={"rows": 12}),
        required=False,
        max_length=MOST_CHARACTERS,
    )
    withholds_file = forms.BooleanField(label="Withhold the file as well", required=False)
    reason = forms.ChoiceField(
        label="Why",
        choices=[("", "Choose one"), *Redaction.Reason.choices],
        error_messages={"required": "Choose why you are taking something out."},
    )
    explanation = forms.CharField(
        label="Explain why",
        help_text="Needed if it is another reason. Do not repeat what you take out.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=500,
    )

    def __init__(self, data: Mapping[str, Any] | None, *, answer: Answer) -> None:
        self.newest = newest_redaction(answer)
        super().__init__(data, initial=_stored(answer, self.newest))
        if not answer.file:
            del self.fields["withholds_file"]
        if not answer.text:
            del self.fields["text"]

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        return Wanted(
            text=given.get("text", ""),
            reason=given["reason"],
            explanation=given["explanation"],
            withholds_file=given.get("withholds_file", False),
            seen=self.newest.pk if self.newest else None,
        )


class LiftForm(forms.Form):
    """Carries the redaction that its page showed."""

    redaction = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1, required=False
    )


def _stored(answer: Answer, newest: Redaction | None) -> dict[str, Any]:
    if newest is None:
        return {"text": answer.text}
    why = {} if newest.lifts else {"reason": newest.reason, "explanation": newest.explanation}
    return {"text": newest.text, "withholds_file": newest.withholds_file, **why}
