"""The forms of guidance: its words, and what the log is narrowed to."""

from collections.abc import Iterable
from typing import Any

from django import forms

from assembly.compact.models.guidance import LONGEST_GUIDANCE
from assembly.core.http import key_in
from assembly.core.others_changes import NoticesOthers
from assembly.partners.models import PublicBody


class GuidanceForm(NoticesOthers, forms.Form):
    """`text` is the text that the page showed: if another one comes into force meanwhile, the writer is told."""

    words = forms.CharField(
        label="Guidance",
        max_length=LONGEST_GUIDANCE,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="What an officer does to keep this undertaking. Leave an empty line between paragraphs.",
        error_messages={
            "required": "Enter the guidance, such as: Plan the window into your timetable."
        },
    )
    text = forms.CharField(widget=forms.HiddenInput, required=False)


class LogForm(forms.Form):
    """By GET. A choice that makes no sense is left out."""

    body = forms.ChoiceField(label="Public body", required=False)
    undertaking = forms.ChoiceField(required=False)

    def __init__(
        self,
        *args: Any,
        bodies: Iterable[PublicBody],
        undertakings: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(body.pk), body.name) for body in bodies]
        self.fields["body"].choices = [("", "All public bodies"), *known]  # type: ignore[attr-defined]
        self.fields["undertaking"].choices = [  # type: ignore[attr-defined]
            ("", "All undertakings"),
            *undertakings,
        ]

    def chosen(self, name: str) -> int | None:
        self.is_valid()
        return key_in(self.cleaned_data.get(name, "")) or None
