"""Who answers by an address."""

from typing import Any

from django import forms
from django.http import HttpRequest

from assembly.accounts.models import User
from assembly.consultations.models import Response
from assembly.core import names
from assembly.membership import naming
from assembly.membership.models import Organisation

from .session import Who

AS_ONESELF, FOR_AN_ORGANISATION = Response.Kind.INDIVIDUAL, Response.Kind.OUTSIDE


class AddressForm(forms.Form):
    email = forms.EmailField(
        label="The e-mail address you responded with",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the e-mail address you responded with.",
            "invalid": "Enter an e-mail address in the correct format, like name@example.org.",
        },
    )

    def clean_email(self) -> str:
        return User.objects.normalize_email(self.cleaned_data["email"])


class WhoForm(forms.Form):
    """Yourself, or an organisation that is not a member, and the address that the code goes to."""

    # Programs fill in every field they find. A person never sees this one, or reads that it is to stay empty.
    website = forms.CharField(
        required=False,
        label="Leave this field empty",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label="Who are you responding for?",
        choices=[
            (AS_ONESELF, "Myself"),
            (FOR_AN_ORGANISATION, "An organisation that is not a member of the Assembly"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who you are responding for."},
    )
    name = forms.CharField(
        label="Your name, or the name of the organisation",
        help_text="Your own name is optional. If you are responding for an organisation, give its name.",
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="We mail you a code to enter on the next page, and a copy of your response. Each address sends one "
        "response, which you can replace until the consultation closes.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the e-mail address that we should send the code to.",
            "invalid": "Enter an e-mail address in the correct format, like name@example.org.",
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.names_itself = True  # type: ignore[attr-defined]  # so do its messages

    def clean_email(self) -> str:
        return User.objects.normalize_email(self.cleaned_data["email"])

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") == FOR_AN_ORGANISATION and not cleaned.get("name"):
            self.add_error("name", "Give the name of the organisation you are responding for.")
        elif cleaned.get("kind") == FOR_AN_ORGANISATION and "name" in cleaned:
            self._is_no_member(cleaned["name"])
        return cleaned

    def _is_no_member(self, name: str) -> None:
        """Its readers would take it for the member's own response, and there would be two."""
        alike = Organisation.objects.members().filter(name_key=naming.key(name))
        if any(names.same(name, one) for one in alike.values_list("name", flat=True)):
            self.add_error(
                "name",
                f"{name} is a member of the Assembly: sign in to respond for it. To give your own view, choose "
                "“Myself”.",
            )

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.data.get(self.add_prefix("website")))

    def who(self, consultation: int) -> Who:
        said = self.cleaned_data
        return Who(consultation, said["kind"], said["email"], said["name"])


def known(request: HttpRequest, earlier: Who | None) -> dict[str, str]:
    """What the form begins with: as it was sent from this browser, or the address of the account."""
    if earlier:
        return {"kind": earlier.kind, "name": earlier.name, "email": earlier.address}
    return {"email": request.user.email} if isinstance(request.user, User) else {}
