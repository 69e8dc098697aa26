"""The words of a removal, and of the appeal against it."""

from django import forms

from forums.models import RemovalAppeal
from forums.models.removals import LONGEST


def _words(label: str, help_text: str, required: str, longest: int = LONGEST) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": required},
    )


class ProposeForm(forms.Form):
    reason = _words(
        "Why should it be removed from the group?",
        "Its people and the Support Unit will read what you write. Say what happened and when, but do not "
        "name anybody.",
        "Say why the organisation should be removed from the group.",
    )


class DropForm(forms.Form):
    reason = _words(
        "Why are you not confirming the removal?",
        "Both sides will read what you write.",
        "Say why you are not confirming the removal.",
    )


class AppealForm(forms.Form):
    words = _words(
        "Why is the removal wrong?",
        "Up to 5,000 characters. The Assembly Board will read it exactly as you write it.",
        "Say why the removal is wrong.",
        5_000,
    )


class HearingForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What has the Board decided?",
        choices=RemovalAppeal.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the Board has decided."},
    )
    reason = _words(
        "Why?", "Both sides will read what you write.", "Say why the Board decided this."
    )
