"""Asking for e-mails with an address alone."""

from typing import Any

from django import forms

from .things import EVERY_ONE, Thing

NAMES = {
    "body": "By these public bodies",
    "theme": "On these themes",
    "district": "In these districts",
}
NOTHING_CHOSEN = "Choose every consultation, or at least one public body, theme or district."


class FollowForm(forms.Form):
    """One thing that the page names, or what is chosen from lists."""

    email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your e-mail address.",
            "invalid": "Enter an e-mail address like name@example.org.",
        },
    )
    # Programs fill in every field they find. A person never sees this one, or reads that it is to stay empty.
    website = forms.CharField(
        required=False,
        label="Leave this field empty",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self,
        *args: Any,
        thing: Thing | None = None,
        offered: dict[str, list[Thing]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.thing, self.offered = thing, {} if thing else offered or {}
        if not thing:
            self.fields["everything"] = forms.BooleanField(label=EVERY_ONE.label, required=False)
        for kind, things in self.offered.items():
            if things:
                self.fields[kind] = forms.MultipleChoiceField(
                    label=NAMES[kind],
                    required=False,
                    choices=[(one.code, one.label) for one in things],
                    widget=forms.CheckboxSelectMultiple,
                    error_messages={"invalid_choice": "Choose from the list only."},
                )
        self.order_fields(["everything", "body", "theme", "district", "email", "website"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.chosen:
            raise forms.ValidationError(NOTHING_CHOSEN)
        return cleaned

    @property
    def chosen(self) -> list[Thing]:
        if self.thing:
            return [self.thing]
        if self.cleaned_data.get("everything"):
            return [EVERY_ONE]
        codes = {code for kind in self.offered for code in self.cleaned_data.get(kind, [])}
        return [one for things in self.offered.values() for one in things if one.code in codes]

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.data.get(self.add_prefix("website")))
