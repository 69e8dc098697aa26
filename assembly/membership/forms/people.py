"""What leads fill in about the people who act for their organisation."""

from collections.abc import Sequence
from typing import Any

from django import forms

from assembly.accounts.models import User
from assembly.core.figures import in_words
from assembly.membership.models import Delegate
from assembly.membership.rules.casting import CHANGED_HANDS_WAIT
from assembly.membership.services.people import VoteRole, part_of

ROLES = [
    (Delegate.Role.MEMBER.value, "Delegate: joins groups, posts and responds for it"),
    (Delegate.Role.LEAD.value, "Lead: also looks after its entry, its people and its membership"),
]
PARTS = [
    (VoteRole.NONE.value, "No part in voting"),
    (VoteRole.VOTER.value, "Voter: casts the organisation's vote"),
    (VoteRole.DEPUTY.value, "Deputy: may cast it when the voter cannot"),
]


class InviteForm(forms.Form):
    email = forms.EmailField(
        label="E-mail address of the person",
        help_text="They get a link and accept with an account of this address.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter the e-mail address of the person you invite."},
    )
    role = forms.ChoiceField(
        label="What may they do?",
        choices=ROLES,
        initial=Delegate.Role.MEMBER.value,
        widget=forms.RadioSelect,
    )


class PersonForm(forms.Form):
    """One delegate's role, and their part in the organisation's vote."""

    role = forms.ChoiceField(label="Role", choices=ROLES, widget=forms.RadioSelect)
    part = forms.ChoiceField(
        label="Vote",
        choices=PARTS,
        widget=forms.RadioSelect,
        help_text="There is one voter and one deputy: whoever has the part now loses it. "
        f"Somebody named during a poll may cast the vote after {in_words(CHANGED_HANDS_WAIT, 'hours')}.",
    )

    def __init__(self, *args: Any, delegate: Delegate, **kwargs: Any) -> None:
        kwargs["initial"] = {"role": delegate.role, "part": part_of(delegate).value}
        super().__init__(*args, **kwargs)


class HandOverForm(forms.Form):
    """To whom a lead hands over, and whether they stay."""

    successor = forms.ChoiceField(label="Who takes over as lead?", widget=forms.RadioSelect)
    stays = forms.ChoiceField(
        label="And you?",
        choices=[
            ("yes", "I go on acting for it, as a delegate"),
            ("no", "I stop acting for it"),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, others: Sequence[Delegate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(delegate.pk): delegate for delegate in others}
        self.fields["successor"].choices = [  # type: ignore[attr-defined]
            (key, str(delegate.user)) for key, delegate in self.others.items()
        ]

    @property
    def chosen(self) -> Delegate:
        return self.others[self.cleaned_data["successor"]]

    @property
    def stays_on(self) -> bool:
        return bool(self.cleaned_data["stays"] == "yes")


class LeadForm(forms.Form):
    """The Support Unit makes somebody lead, by the address of their account."""

    email = forms.EmailField(
        label="E-mail address of the person's account",
        help_text="They have to have an account first. They are told, and so are the leads there are.",
    )

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"]
        self.person = User.objects.filter(email__iexact=address, is_active=True).first()
        if self.person is None:
            raise forms.ValidationError("Nobody has an account with this address.")
        return address
