"""What is typed to name a panel, and to say whether somebody has an interest."""

from collections.abc import Sequence
from typing import Any

from django import forms

from assembly.accounts.models import User
from assembly.compact.models import Recusal

from .people import Candidate

LONGEST = Recusal._meta.get_field("because").max_length
FOR_WHOM = "Those who work on this case read it; the two sides do not. You can leave it empty."


class PanelForm(forms.Form):
    """Only those who can hear the case are offered."""

    people = forms.MultipleChoiceField(
        label="Who hears the case?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose the people who hear this case.",
            "invalid_choice": "One of the people you chose can no longer hear this case. Choose from the list.",
        },
    )

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {str(one.user.pk): one for one in candidates if one.user and one.ruling}
        self.fields["people"].choices = [  # type: ignore[attr-defined]  # a field of choices
            (key, one.in_words) for key, one in self.candidates.items()
        ]

    @property
    def chosen(self) -> list[User]:
        found = (self.candidates[key].user for key in self.cleaned_data["people"])
        return [user for user in found if user]


class InterestForm(forms.Form):
    interest = forms.ChoiceField(
        label="Do you have an interest in this case?",
        choices=[
            ("no", "I have no interest in this case"),
            ("yes", "I have an interest, so I keep out of it"),
        ],
        widget=forms.RadioSelect,
        help_text="Such as: you work, volunteer or sit on a committee for one of the two sides, or somebody close "
        "to you "
        "does.",
        error_messages={"required": "Say whether you have an interest in this case."},
    )
    because = forms.CharField(
        label="What your interest is",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=FOR_WHOM,
    )


class RecuseForm(forms.Form):
    because = forms.CharField(
        label="What your interest is",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=FOR_WHOM,
    )
