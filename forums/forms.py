"""A group as the Support Unit keeps it."""

from typing import Any

from django import forms

from assembly.accounts.models import User
from assembly.membership.viewsets import organisation_chooser

from .models import Group


class GroupForm(forms.ModelForm):
    """The convenor is named by e-mail address: a list of everybody with an account would be no list to choose from."""

    convenor_account = forms.EmailField(
        label="E-mail address of the convenor",
        required=False,
        help_text="The account of the person who runs the meetings.",
    )

    class Meta:
        model = Group
        fields = [
            "name",
            "slug",
            "kind",
            "remit",
            "theme",
            "district",
            "partnership",
            "convened_by",
        ]
        widgets = {"convened_by": organisation_chooser.widget_class}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Links to the group and its page lead to this address.
            self.fields["slug"].disabled = True
        if self.instance.convenor:
            self.fields["convenor_account"].initial = self.instance.convenor.email

    def clean_convenor_account(self) -> str:
        address: str = self.cleaned_data["convenor_account"]
        self.instance.convenor = (
            User.objects.filter(email__iexact=address).first() if address else None
        )
        if address and self.instance.convenor is None:
            raise forms.ValidationError("There is no account with this e-mail address.")
        return address
