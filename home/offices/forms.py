"""What is typed to propose that somebody is given an office, or that a term ends."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.utils import timezone

from assembly.accounts.models import OfficeTerm, User
from assembly.core.figures import in_words
from assembly.core.roles import OFFICES
from assembly.partners.forms import day_field
from assembly.partners.models import Officer
from home.offices.rules import LONGEST_YEARS

from . import selectors
from .services import Term


def reason_field(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=1_000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ContactField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Officer) -> str:
        return f"{obj.body}: {obj}"


class OfficeForm(forms.Form):
    office = forms.ChoiceField(
        choices=[("", "Choose an office"), *((name, name) for name in OFFICES)]
    )
    account = forms.EmailField(
        label="E-mail address of their account",
        max_length=254,
        help_text="The person signs up first, if they have no account yet.",
    )
    officer = ContactField(
        Officer.objects.none(),
        label="Contact of a public body",
        required=False,
        empty_label="Not an officer of a public body",
        help_text="Only for a public body officer: which contact this person is. They edit the pages of that body.",
    )
    begins_on = day_field("First day")
    last_day = day_field(
        "Last day",
        f"{in_words(LONGEST_YEARS, 'years', spelt=True).capitalize()} at most. "
        "The office can be given again.",
    )
    reason = reason_field(
        "Reason",
        "Such as elected by the Board on 3 March 2026. Shown to the person, the Board and the Support Unit.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officer = cast("ContactField", self.fields["officer"])
        officer.queryset = selectors.contacts(timezone.localdate())
        self.fields["last_day"].initial = None

    def clean_account(self) -> User:
        address = User.objects.normalize_email(self.cleaned_data["account"])
        user = User.objects.filter(email__iexact=address, erased_on=None).first()
        if user is None:
            raise forms.ValidationError(
                "There is no account with this e-mail address. Ask the person to sign up first."
            )
        return user

    def clean_last_day(self) -> dt.date:
        last_day: dt.date = self.cleaned_data["last_day"]
        if last_day >= dt.date.max:
            raise forms.ValidationError("Choose an earlier last day.")
        return last_day

    def term(self) -> Term:
        cleaned = self.cleaned_data
        return Term(
            user=cleaned["account"],
            office=cleaned["office"],
            begins_on=cleaned["begins_on"],
            ends_on=cleaned["last_day"] + dt.timedelta(days=1),
            officer=cleaned["officer"],
        )


class EndForm(forms.Form):
    reason = reason_field("Reason", "Shown to the person, the Board and the Support Unit.")


def longer(term: OfficeTerm) -> dict[str, Any]:
    """The form filled in to give a person their office for longer."""
    officer = Officer.objects.filter(user=term.user_id, body=term.body_id).first()
    return {
        "office": term.office,
        "account": term.user.email,
        "officer": officer.pk if officer and term.body_id else None,
        "begins_on": term.ends_on or timezone.localdate(),
    }
