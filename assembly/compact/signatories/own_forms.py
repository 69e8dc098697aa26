"""What is typed to pledge, to name a champion, and to withdraw."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from assembly.accounts.models import User
from assembly.compact.models import Signature
from assembly.core.templatetags.assembly import short_day

CHAMPION = (
    "The person who makes sure that the Compact is kept, and whom others can ask. Their name is public, and we "
    "tell them."
)


class ChampionForm(forms.Form):
    champion = forms.ModelChoiceField(
        User.objects.none(),
        label="Champion",
        empty_label="Choose a person",
        help_text=CHAMPION,
        error_messages={
            "required": "Choose a champion: the person who makes sure that the Compact is kept.",
            "invalid_choice": "Choose one of the people who act for you.",
        },
    )

    def __init__(self, *args: Any, champions: "QuerySet[Any]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["champion"].queryset = champions  # type: ignore[attr-defined]  # a field of choices


class PledgeForm(ChampionForm):
    decided_by = forms.CharField(
        label="Who decided to sign",
        max_length=Signature._meta.get_field("decided_by").max_length,
        help_text="Such as: Cabinet, 14 June 2005. Shown to everyone.",
        error_messages={"required": "Say who decided to sign, such as: Cabinet, 14 June 2005."},
    )

    def __init__(self, *args: Any, needs_decision: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_decision:
            field = self.fields["decided_by"]
            field.required = False
            field.help_text = "Such as: the trustees, 14 June 2005. Shown to everyone."


class SignatureField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.edition}, of {short_day(obj.signed_on)}"


class WithdrawForm(forms.Form):
    signature = SignatureField(
        Signature.objects.none(),
        label="Which signature do you withdraw?",
        empty_label=None,
        error_messages={
            "required": "Choose the signature that you withdraw.",
            "invalid_choice": "This signature is no longer in force. Choose one that is.",
        },
    )
    because = forms.CharField(
        label="Why do you withdraw it?",
        max_length=Signature._meta.get_field("ended_because").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Shown to everyone. It stays in the list of signatories as ended.",
        error_messages={"required": "Say why you withdraw it. The reason is shown to everyone."},
    )

    def __init__(self, *args: Any, signatures: QuerySet[Signature], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signature"].queryset = signatures  # type: ignore[attr-defined]  # a field of choices
        known = list(signatures)
        if known:
            self.fields["signature"].initial = known[0].pk
        if len(known) == 1:
            self.fields["signature"].widget = forms.HiddenInput()
