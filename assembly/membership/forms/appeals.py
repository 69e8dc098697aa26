"""An organisation appeals; the Assembly Board records how it decided."""

from collections.abc import Sequence
from typing import Any

from django import forms

from assembly.accounts.models import User
from assembly.membership.models import Appeal


class AppealForm(forms.ModelForm):
    class Meta:
        model = Appeal
        fields = ["words"]
        labels = {"words": "Why is the decision wrong?"}
        help_texts = {
            "words": "Up to 5,000 characters. The Board reads it as you write it. "
            "Name no other people: say what they do for the organisation instead."
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 10})}
        error_messages = {"words": {"required": "Write why you think that the decision is wrong."}}


class HearingForm(forms.Form):
    """Who sat, how the Board decided, and why."""

    panel = forms.MultipleChoiceField(
        label="Who sat on the hearing?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Name the members of the Board who sat on the hearing."},
    )
    outcome = forms.ChoiceField(
        label="How did the Board decide?", choices=Appeal.Outcome.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Why?",
        help_text="The organisation reads these words. They name no person.",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, may_sit: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in may_sit}
        self.fields["panel"].choices = [(key, str(one)) for key, one in self.people.items()]  # type: ignore[attr-defined]

    def sat(self) -> list[User]:
        return [self.people[key] for key in self.cleaned_data["panel"]]
