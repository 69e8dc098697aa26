"""Names the convenor of a group, or the deputy."""

from django import forms

from assembly.accounts.models import User
from assembly.core.figures import in_words
from assembly.core.widgets import DayInput
from forums.convening.rules import YEARS_AT_MOST
from forums.models import ConvenorTerm


class ConvenorForm(forms.Form):
    """By e-mail address: a list of everybody with an account would be no list to choose from."""

    role = forms.ChoiceField(
        label="Which role?",
        choices=ConvenorTerm.Role.choices,
        initial=ConvenorTerm.Role.CONVENOR,
        widget=forms.RadioSelect,
        help_text="A deputy can do everything the convenor can, alongside them or while there is no convenor.",
        error_messages={"required": "Choose convenor or deputy."},
    )
    address = forms.EmailField(
        label="E-mail address of their account",
        help_text="The address they sign in with. We will tell them by e-mail that the group's page shows their name.",
        error_messages={
            "required": "Enter the e-mail address of the person's account.",
            "invalid": "Enter an e-mail address like name@example.org.",
        },
    )
    last_day = forms.DateField(
        label="Last day of the term",
        widget=DayInput,
        help_text=f"{in_words(YEARS_AT_MOST, 'years', spelt=True).capitalize()} from today at most.",
        error_messages={
            "required": "Enter the last day of the term.",
            "invalid": "Enter a day like 2027-06-30.",
        },
    )

    basis = forms.ChoiceField(
        label="Who decided?",
        choices=ConvenorTerm.Basis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say who decided: the group, or its convening body."},
    )
    decided_on = forms.DateField(
        label="Day of the decision",
        widget=DayInput,
        error_messages={
            "required": "Enter the day of the decision.",
            "invalid": "Enter a day like 2027-06-30.",
        },
    )

    person: User

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        found = User.objects.filter(email__iexact=address, is_active=True).first()
        if found is None:
            raise forms.ValidationError(
                "There is no account with this e-mail address. Ask the person to open one first."
            )
        self.person = found
        return address
