"""The forms of a theme raised."""

from collections.abc import Mapping
from typing import Any

from django import forms

from assembly.consultations.models import RaisedTheme
from assembly.core.others_changes import NoticesOthers

from . import selectors


class ThemeForm(NoticesOthers, forms.Form):
    """Begins with what the theme says now."""

    name = forms.CharField(
        label="Name",
        max_length=RaisedTheme._meta.get_field("name").max_length,
        help_text="A few words. Everyone sees them in the feedback.",
        error_messages={"required": "Give the theme a name."},
    )
    description = forms.CharField(
        label="What belongs to it",
        max_length=RaisedTheme._meta.get_field("description").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What to look for, and what belongs to another theme instead.",
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, theme: RaisedTheme | None = None
    ) -> None:
        self.stored = (theme.name, theme.description) if theme else None
        stored = {"name": theme.name, "description": theme.description} if theme else None
        super().__init__(data, initial=stored)

    @property
    def said(self) -> tuple[str, str]:
        return self.cleaned_data["name"], self.cleaned_data["description"]


class MergeForm(forms.Form):
    """Into which of the others."""

    into = forms.ModelChoiceField(
        RaisedTheme.objects.none(),
        label="Merge it into",
        empty_label="Choose a theme",
        error_messages={
            "required": "Choose the theme it is merged into.",
            "invalid_choice": "That theme was merged or deleted meanwhile. Choose another one.",
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, theme: RaisedTheme) -> None:
        super().__init__(data)
        field = self.fields["into"]
        others = selectors.in_use(theme.consultation).exclude(pk=theme.pk)
        field.queryset = others  # type: ignore[attr-defined]  # a ModelChoiceField
