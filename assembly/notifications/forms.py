"""How a person chooses their mail, and how staff narrow the list of mails."""

from typing import Any

from django import forms

from . import kinds
from .kinds import Category, Kind
from .models import Email, Frequency


class PreferencesForm(forms.Form):
    """One choice for each category: when its mails come."""

    def __init__(self, *args: Any, chosen: dict[Category, Frequency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for category, frequency in chosen.items():
            self.fields[category.value] = forms.ChoiceField(
                label=category.label,
                help_text=_help(category),
                choices=Frequency.choices,
                initial=frequency,
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"Choose when mails about “{category.label}” come.",
                    "invalid_choice": f"Choose when mails about “{category.label}” come.",
                },
            )

    def choices(self) -> dict[Category, Frequency]:
        return {
            Category(name): Frequency(frequency) for name, frequency in self.cleaned_data.items()
        }


class MailFilterForm(forms.Form):
    """Narrows the staff's list of mails."""

    state = forms.ChoiceField(
        required=False, choices=[("", "Every state"), *Email.State.choices], label="State"
    )
    category = forms.ChoiceField(
        required=False, choices=[("", "Every category"), *Category.choices], label="Category"
    )


class CorrectedAddressForm(forms.Form):
    address = forms.EmailField(
        label="Correct address",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the address to which the mail is to go.",
            "invalid": "Enter an e-mail address like name@example.org.",
        },
    )


def _help(category: Category) -> str:
    of_category = kinds.in_category(category)
    sentences = [
        ("We write to you when", [kind for kind in of_category if not kind.always]),
        ("Always at once: when", [kind for kind in of_category if kind.always]),
    ]
    return " ".join(f"{start} {_listed(some)}." for start, some in sentences if some)


def _listed(some: list[Kind]) -> str:
    *first, last = [kind.when for kind in some]
    return f"{', '.join(first)} or {last}" if first else last
