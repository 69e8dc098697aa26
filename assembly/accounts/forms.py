"""What a person tells when signing up, and what staff may change of a person."""

from typing import Any

from django import forms
from django.http import HttpRequest

from wagtail.users import forms as wagtail_forms

from . import consents, rules
from .models import User


def clean_name(name: str) -> str:
    ruling = rules.may_be_name(name)
    if not ruling:
        raise forms.ValidationError(ruling.reason)
    return name


class NameForm(forms.Form):
    """A person's name, in any script."""

    name = forms.CharField(
        label="Full name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])


class SignupForm(NameForm):
    """Extra fields of allauth's sign-up form, which inherits from this one."""

    field_order = ["name", "email", "password1", "password2"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = consents.TEXTS["account"].words

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
        consents.give(user, "account")


class OneNameForm(wagtail_forms.UserForm):
    """Wagtail's form with our one name in place of its two, and the same e-mail rule as everywhere."""

    first_name = last_name = None
    name = forms.CharField(label="Full name", max_length=150)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail address"

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])

    def clean_email(self) -> str:
        return User.objects.normalize_email(self.cleaned_data["email"])


class UserCreationForm(OneNameForm, wagtail_forms.UserCreationForm):
    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002 - Django's signature
        """The person signs in with a mailed code, and chooses a password if they want one."""
        self.instance.set_unusable_password()
        user: User = super().save(commit)
        return user

    class Meta(wagtail_forms.UserCreationForm.Meta):
        fields = ["email", "name", "is_superuser"]


class UserEditForm(OneNameForm, wagtail_forms.UserEditForm):
    class Meta(wagtail_forms.UserEditForm.Meta):
        fields = ["email", "name", "is_active", "is_superuser"]


class CloseForm(forms.Form):
    """The last question before an account is closed: the address typed by hand, so that nobody does it by a slip."""

    address = forms.EmailField(
        label="Your e-mail address",
        help_text="Type it to show that you mean it.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_address(self) -> str:
        address = User.objects.normalize_email(self.cleaned_data["address"])
        if address != self.user.email:
            raise forms.ValidationError("This is not the address of your account.")
        return address
