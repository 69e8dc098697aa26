"""Which consultations somebody with an account is told about."""

from typing import Any

from django import forms

from assembly.consultations.telling.following.forms import NAMES
from assembly.consultations.telling.following.things import Thing

ALL, CHOSEN = "all", "chosen"
WHICH = (
    (ALL, "All consultations"),
    (CHOSEN, "Only the public bodies, themes or districts that I choose below"),
)
NOTHING_CHOSEN = "Choose at least one public body, theme or district, or choose all consultations."


class ChoicesForm(forms.Form):
    which = forms.ChoiceField(
        label="Tell me about",
        choices=WHICH,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose whether we tell you about all consultations.",
            "invalid_choice": "Choose whether we tell you about all consultations.",
        },
    )

    def __init__(
        self, *args: Any, offered: dict[str, list[Thing]], chosen: set[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.fields["which"].initial = CHOSEN if chosen else ALL
        for kind, things in offered.items():
            if things:
                self.fields[kind] = forms.MultipleChoiceField(
                    label=NAMES[kind],
                    required=False,
                    choices=[(one.code, one.label) for one in things],
                    initial=[one.code for one in things if one.code in chosen],
                    widget=forms.CheckboxSelectMultiple,
                    error_messages={"invalid_choice": "Choose from the list only."},
                )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("which") == CHOSEN and not self.errors and not self.chosen:
            self.add_error("which", NOTHING_CHOSEN)
        return cleaned

    @property
    def chosen(self) -> list[Thing]:
        """Nothing: all consultations."""
        if self.cleaned_data.get("which") != CHOSEN:
            return []
        codes = {code for kind in self.offered for code in self.cleaned_data.get(kind, [])}
        return [one for things in self.offered.values() for one in things if one.code in codes]
