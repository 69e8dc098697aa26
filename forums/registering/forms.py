"""Who comes to a meeting."""

from typing import Any

from django import forms

from assembly.accounts.models import User
from assembly.membership.models import Organisation

from . import selectors

SOMEBODY_ELSE = "other"


def name_field(**options: Any) -> forms.CharField:
    return forms.CharField(
        label=options.pop("label", "Name"),
        max_length=150,
        error_messages={"required": "Enter the name of the person who is coming."},
        **options,
    )


class RegisterForm(forms.Form):
    """A person from one organisation: one who acts for it, or anybody else by name."""

    organisation = forms.CharField(widget=forms.HiddenInput)
    person = forms.ChoiceField(
        label="Who is coming?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose who comes.",
            "invalid_choice": "Choose one of the people shown, or “Somebody else”.",
        },
    )
    name = name_field(
        label="Name of somebody else",
        required=False,
        help_text="Only if you chose “Somebody else”. They do not need an account: we will write to you instead.",
    )

    user: User | None = None

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].initial = organisation.pk
        self.people = {
            str(delegate.user_id): delegate.user
            for delegate in selectors.delegates_of(organisation)
        }
        choices = [
            (key, user.name or "A person without a name") for key, user in self.people.items()
        ]
        self.fields["person"].choices = [*choices, (SOMEBODY_ELSE, "Somebody else")]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = cleaned.get("person", "")
        self.user = self.people.get(chosen)
        if self.user:
            cleaned["name"] = self.user.name
        elif chosen == SOMEBODY_ELSE and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", "Enter the name of the person who is coming.")
        return cleaned


class EnterForm(forms.Form):
    """An observer, an officer of a public body, or somebody who asked the convenor by telephone."""

    name = name_field()
    comes_from = forms.CharField(
        label="Organisation or public body", max_length=150, required=False
    )
