"""A note, a point of the summary, and the reason of who looks up a source or withdraws a note."""

from typing import Any

from django import forms

from forums.models import AgendaItem, GroupMeeting, Note
from forums.models.meetings import LONGEST
from forums.models.notes import LONGEST_REASON

from . import rules, selectors

WHOLE = "The meeting as a whole"


def _item_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label="Agenda item", queryset=AgendaItem.objects.none(), required=False, empty_label=WHOLE
    )


class NoteForm(forms.Form):
    item = _item_field()
    text = forms.CharField(
        label="What was said, word for word",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write down what was said."},
    )
    organisation = forms.ModelChoiceField(
        label="Organisation that said it",
        queryset=Note.objects.none(),
        required=False,
        empty_label="None: nobody in particular, or unattributed",
        help_text="Only organisations that came, as entered under Attendance.",
    )
    unattributed = forms.BooleanField(
        label="Unattributed: the person who said it asked not to be named", required=False
    )
    said_by = forms.CharField(label="Who said it", max_length=300, required=False)

    def __init__(
        self, *args: Any, meeting: GroupMeeting, keeps_source: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.all()  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = selectors.present_organisations(meeting)  # type: ignore[attr-defined]
        if keeps_source:
            self.fields["said_by"].help_text = (
                "For an unattributed note only. The convenor, and nobody else, can look this up by giving a "
                "reason, for "
                f"{rules.MONTHS_OF_SOURCES} months. If you leave it empty, nobody can."
            )
        else:  # nobody is there to be told
            del self.fields["said_by"]

    def note(self) -> Note:
        data = self.cleaned_data
        return Note(
            item=data["item"],
            text=data["text"],
            organisation=data["organisation"],
            unattributed=data["unattributed"],
        )


class PointForm(forms.Form):
    item = _item_field()
    text = forms.CharField(
        label="The point, in a sentence or two",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter the point."},
    )
    notes = forms.ModelMultipleChoiceField(
        label="Notes it is based on",
        queryset=Note.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": rules.WITHOUT_NOTES},
    )

    def __init__(self, *args: Any, meeting: GroupMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.all()  # type: ignore[attr-defined]
        field = self.fields["notes"]
        field.queryset = meeting.notes.all()  # type: ignore[attr-defined]
        field.label_from_instance = lambda note: f"{note.number}. {note.text[:120]}"  # type: ignore[attr-defined]


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label="Why are you withdrawing it?",
        max_length=LONGEST_REASON,
        error_messages={"required": rules.WITHOUT_REASON},
    )


class SourceForm(forms.Form):
    reason = forms.CharField(
        label="Why do you need to know?",
        max_length=LONGEST_REASON,
        error_messages={"required": rules.WHY_READ},
    )
