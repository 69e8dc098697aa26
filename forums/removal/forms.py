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
        "Why should it leave the group?",
        "Its people and the Support Unit read your words. Say what happened and when, and name no person.",
        "Say why the organisation should leave the group.",
    )


class DropForm(forms.Form):
    reason = _words(
        "Why is the removal not confirmed?",
        "Both sides read your words.",
        "Say why the removal is not confirmed.",
    )


class AppealForm(forms.Form):
    words = _words(
        "Why is the removal wrong?",
        "Up to 5,000 characters. The Assembly Board reads it as you write it.",
        "Say why the removal is wrong.",
        5_000,
    )


class HearingForm(forms.Form):
    outcome = forms.ChoiceField(
        label="How does the Board decide?",
        choices=RemovalAppeal.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the Board decides."},
    )
    reason = _words("Why?", "Both sides read your words.", "Say why the Board decides so.")
