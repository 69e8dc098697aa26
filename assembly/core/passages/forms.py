"""What is typed to put a text, to comment on a passage, and to hide a comment."""

from collections.abc import Mapping
from typing import Any

from django import forms

from assembly.core.others_changes import NoticesOthers

from . import rules
from .models import LONGEST_COMMENT, LONGEST_NOTE, LONGEST_TEXT, PassageComment, TextVersion


class TextForm(NoticesOthers, forms.Form):
    title = forms.CharField(
        label="Title of the text",
        max_length=150,
        error_messages={"required": "Enter a title, such as: Draft strategy for day services."},
    )
    source = forms.CharField(
        label="The text",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text="Leave an empty line between two paragraphs. Begin a heading with #, and an item of a list with -. "
        "People comment on each heading, paragraph and item.",
        error_messages={"required": "Enter the text."},
    )
    change_note = forms.CharField(
        label="What you changed",
        max_length=LONGEST_NOTE,
        required=False,
        help_text="Needed once people have commented on this version: your text is then a new version, and everybody "
        "can read what you changed.",
    )

    def __init__(self, data: Mapping[str, Any] | None, *, newest: TextVersion | None) -> None:
        stored = {"title": newest.text.title, "source": newest.source} if newest else {}
        self.instance = newest or TextVersion()
        super().__init__(data, initial=stored)
        if newest is None:
            del self.fields["change_note"]

    def clean_source(self) -> str:
        source = str(self.cleaned_data["source"]).replace("\r\n", "\n")
        if not (ruling := rules.is_a_text(source)):
            raise forms.ValidationError(ruling.reason)
        return source


class CommentForm(forms.Form):
    words = forms.CharField(
        label="Your comment",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write your comment."},
    )
    consent = forms.ChoiceField(
        label="May it be published?",
        choices=PassageComment.Consent.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it may be published."},
    )


class HideForm(forms.Form):
    because = forms.CharField(
        label="Why are you hiding it?",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept with the comment, and not public.",
        error_messages={"required": rules.WHY_HIDDEN},
    )
