"""Forms of the poll: who holds the key, the opening of the box, the draw, and the end of a poll that failed."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.core.roles import SCRUTINEER
from elections.key_statement import KeyStatement, StatementError
from elections.shares import FEWEST_NEEDED, MOST_SHARES


class ScrutineerForm(forms.Form):
    person = forms.ModelChoiceField(
        User.objects.none(), label="Scrutineer", empty_label="Choose a holder of the office"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = cast("forms.ModelChoiceField[User]", self.fields["person"])
        people.queryset = offices.holders(SCRUTINEER).order_by("name", "pk")


class KeyForm(forms.Form):
    needed = forms.IntegerField(
        label="Shares that open the box together",
        min_value=FEWEST_NEEDED,
        max_value=MOST_SHARES,
        initial=FEWEST_NEEDED,
        help_text="Two at least. With two of three, one share may be lost and nobody alone can open the box.",
    )


class StatementForm(forms.Form):
    """What is public of a key that was made on a computer without network."""

    statement = forms.CharField(
        label="Statement of the key",
        max_length=5_000,
        help_text="All that the command printed, from { to }. It holds no share.",
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def clean_statement(self) -> KeyStatement:
        try:
            return KeyStatement.from_text(self.cleaned_data["statement"])
        except StatementError as error:
            raise forms.ValidationError(str(error)) from None


class OpeningForm(forms.Form):
    """As many shares as open the box, typed by their holders one after another. None is written back."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, needed: int) -> None:
        super().__init__(data)
        self.names = [f"share_{place}" for place in range(1, needed + 1)]
        for place, name in enumerate(self.names, 1):
            self.fields[name] = forms.CharField(
                label=f"Share, field {place}",
                max_length=80,
                required=False,  # how many are missing is one sentence, not one for each field
                help_text="Its number, 26 characters and 2 to check them; hyphens, spaces and case do not matter.",
                widget=forms.PasswordInput(
                    render_value=False, attrs={"autocomplete": "off", "spellcheck": "false"}
                ),
            )

    @property
    def typed(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.names]


class VoidForm(forms.Form):
    because = forms.CharField(
        label="Why is the poll void?",
        max_length=500,
        help_text="Public, and mailed to everybody who could vote.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DrawOutcomeForm(forms.Form):
    seed = forms.CharField(
        label="What the event gave",
        max_length=100,
        help_text="Exactly as everybody can read it, such as 3 17 22 41 42 59.",
    )
    instead = forms.CharField(
        label="If the substitute event gave it, why did the first one not take place?",
        max_length=300,
        required=False,
        help_text="Public. Leave it empty if the first event gave it.",
    )

    def __init__(self, *args: Any, has_substitute: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_substitute:
            del self.fields["instead"]


class DrawChangeForm(forms.Form):
    seed = forms.CharField(label="What the event actually gave", max_length=100)
    because = forms.CharField(
        label="Why does the draw change?", max_length=300, help_text="Public, with both numbers."
    )
