"""Who takes part in a group for an organisation: one question for each of its people."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from assembly.membership.models import Delegate
from forums.models import Participant

Told = Participant.Told

NOT = "not"
CHOICES = [
    (NOT, "Does not take part"),
    (Told.EVERYTHING, "Takes part, and is told everything"),
    (Told.MEETINGS, "Takes part, and is told of meetings only"),
    (Told.NOTHING, "Takes part, and is told nothing"),
]


class PartsForm(forms.Form):
    """`parts` are those of now, or who is proposed."""

    organisation = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        delegates: Sequence[Delegate],
        parts: Mapping[Delegate, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.delegates = {f"person_{one.pk}": one for one in delegates}
        self.initial["organisation"] = delegates[0].organisation_id if delegates else None
        for name, delegate in self.delegates.items():
            self.fields[name] = forms.ChoiceField(
                label=str(delegate.user),
                choices=CHOICES,
                error_messages=dict.fromkeys(
                    ("required", "invalid_choice"),
                    f"Say whether {delegate.user} takes part, and what they are told.",
                ),
            )
            self.initial[name] = parts.get(delegate, NOT)

    def parts(self) -> dict[Delegate, Participant.Told]:
        return {
            delegate: Told(self.cleaned_data[name])
            for name, delegate in self.delegates.items()
            if self.cleaned_data.get(name, NOT) != NOT
        }
