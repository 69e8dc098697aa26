"""Whose address is corrected, to which, and why."""

from typing import Any

from django import forms

from assembly.accounts.models import User


class CorrectionForm(forms.Form):
    old = forms.EmailField(
        label="Address of the account",
        help_text="The present one, at which the person can no longer read e-mail.",
    )
    new = forms.EmailField(
        label="New address",
        help_text="It must belong to the same person. If somebody else takes over, make that person lead instead.",
        max_length=254,
    )
    reason = forms.CharField(
        label="How do you know that it is the same person?",
        help_text="What you saw or whom you telephoned. The second person reads it.",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say how you know that it is the same person."},
    )
    user: User

    def clean_old(self) -> str:
        address: str = self.cleaned_data["old"]
        found = User.objects.filter(email__iexact=address).first()
        if found is None:
            raise forms.ValidationError(
                f"No account has the address {address}. Check its spelling."
            )
        self.user = found
        return address

    def chosen(self) -> dict[str, Any]:
        return {
            "user": self.user,
            "new": self.cleaned_data["new"],
            "reason": self.cleaned_data["reason"],
        }
