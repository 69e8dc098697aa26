"""Saying that one acts for an organisation, and what is answered to that."""

from typing import Any

from django import forms

from assembly.membership.models import Claim, Delegate


class ClaimAddressForm(forms.Form):
    address = forms.EmailField(
        label="An e-mail address at the organisation's domain",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ClaimEvidenceForm(forms.Form):
    evidence = forms.CharField(
        label="What shows that you act for it?",
        help_text="For example: who chairs it and how the Support Unit reaches them, or where minutes name you.",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class LeadAnswerForm(forms.Form):
    """What those who act for an organisation say of somebody who wants to as well."""

    knows = forms.ChoiceField(
        label="May this person act for the organisation?",
        choices=[(value, label) for value, label in Claim.LeadSays.choices if value],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What the Support Unit should know",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ClaimDecisionForm(forms.Form):
    """The decision of the Support Unit; the button says which."""

    role = forms.ChoiceField(label="If granted, as", choices=Delegate.Role.choices)
    reason = forms.CharField(
        label="Reason",
        help_text="What you saw, and where. The person reads it.",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, has_lead: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].initial = Delegate.Role.MEMBER if has_lead else Delegate.Role.LEAD
