"""A paper, and why one is removed."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from assembly.core.documents import uploads
from forums.models import AgendaItem, GroupMeeting


class PaperForm(forms.Form):
    title = forms.CharField(
        max_length=150, error_messages={"required": "Enter a title for the paper."}
    )
    item = forms.ModelChoiceField(
        AgendaItem.objects.none(),
        label="Which item is it for?",
        required=False,
        empty_label="The whole meeting",
        error_messages={"invalid_choice": "Choose one of the items shown."},
    )
    file = forms.FileField(
        label="File",
        allow_empty_file=True,
        help_text=uploads.WHICH,
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}),
        error_messages={"required": "Choose a file."},
    )

    def __init__(self, *args: Any, meeting: GroupMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.all()  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        ruling = uploads.may_be_handed_in(file, file.name or "", file.size or 0)
        if not ruling:
            raise forms.ValidationError(ruling.reason)
        return file


class RemoveForm(forms.Form):
    because = forms.CharField(
        label="Why are you removing it?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Shown in its place once the meeting is announced.",
        error_messages={"required": "Say why you are removing the paper."},
    )
