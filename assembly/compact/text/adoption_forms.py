"""What is typed to record that a draft was adopted."""

from typing import Any

from django import forms

from assembly.accounts.models import User
from assembly.compact.models import Edition, Present
from assembly.core.http import key_in
from assembly.core.widgets import DayInput

from .adopting import Decision
from .adoption_rules import is_side_of_seat
from .seated import Seated

WAS_THERE = "present-"
INVALID = "Enter a day like 2027-04-01."
NO_SEAT = "Holds no seat on the Compact Board, so takes no side."


class AdoptionForm(forms.Form):
    """Two days, where it is minuted, and for each member of the Compact Board whether they were there."""

    data: Any

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    adopted_on = forms.DateField(
        label="Day of the meeting",
        widget=DayInput,
        error_messages={"required": "Enter the day of the meeting.", "invalid": INVALID},
    )
    in_force_from = forms.DateField(
        label="In force from",
        widget=DayInput,
        help_text="The day of the meeting or a later one.",
        error_messages={
            "required": "Enter the day from which the edition is in force.",
            "invalid": INVALID,
        },
    )
    meeting = forms.CharField(
        label="Where it is minuted",
        max_length=200,
        required=False,
        help_text="Such as: minutes of the Compact Board, item 5.",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        edition: Edition,
        members: list[User],
        seated: Seated = None,
    ) -> None:
        super().__init__(data, initial={"seen": edition.edit})
        for member in members:
            self.fields[f"{WAS_THERE}{member.pk}"] = forms.ChoiceField(
                label=str(member),
                choices=[
                    ("", "Not present"),
                    *(
                        (side.value, side.label)
                        for side in Present.Side
                        if is_side_of_seat(member.pk, side, seated)
                    ),
                ],
                required=False,
                help_text=NO_SEAT if seated is not None and member.pk not in seated else "",
            )

    def show_words_of(self, edition: Edition) -> None:
        """Sent again, it is about the words as they are now: the person was told that they changed."""
        if self.is_bound and self.errors:
            self.data = {**self.data.dict(), "seen": str(edition.edit)}

    def decision(self) -> Decision:
        cleaned = self.cleaned_data
        return Decision(
            of_edit=key_in(cleaned["seen"]),
            adopted_on=cleaned["adopted_on"],
            in_force_from=cleaned["in_force_from"],
            meeting=cleaned["meeting"],
            present={
                int(name.removeprefix(WAS_THERE)): side
                for name, side in cleaned.items()
                if name.startswith(WAS_THERE) and side
            },
        )
