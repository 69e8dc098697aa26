"""The words of the minutes, and the meeting that approves or corrects them."""

from collections.abc import Sequence
from typing import Any

from django import forms

from assembly.core.others_changes import NoticesOthers
from forums.attendance.forms import reason_field
from forums.models import GroupMeeting, Minutes, Section

from . import selectors
from .rules import Correction

LONGEST_TEXT = 10_000


class MinutesForm(NoticesOthers, forms.Form):
    """Made by `minutes_form`, with two fields for each section."""

    parts: Sequence[Section] = ()

    def why(self) -> Correction:
        data = self.cleaned_data
        return Correction(data.get("reason", ""), data.get("decided_at"))

    def sections(self) -> list[Section]:
        data = self.cleaned_data
        return [
            Section(
                part.item, part.heading, data[f"text-{part.item}"], data[f"decisions-{part.item}"]
            )
            for part in self.parts
        ]


def minutes_form(
    meeting: GroupMeeting, minutes: Minutes | None, parts: Sequence[Section], at: Any
) -> type[MinutesForm]:
    """Published minutes ask for the reason; approved ones for the meeting that decided the correction as well."""
    fields: dict[str, Any] = {"parts": parts}
    for part in parts:
        fields[f"text-{part.item}"] = _area(part.heading, part.text, 6)
        fields[f"decisions-{part.item}"] = _area(f"Decided: {part.heading}", part.decisions, 2)
    if minutes and minutes.is_published:
        fields["reason"] = reason_field("you are correcting the minutes")
    if minutes and minutes.approved_at:
        fields["decided_at"] = MeetingField(
            label="Meeting that decided the correction",
            queryset=selectors.later_meetings(minutes.approved_at, at),
            empty_label="Choose a meeting",
            error_messages={"required": "Choose the meeting that decided the correction."},
        )
    return type("MinutesForm", (MinutesForm,), fields)


def _area(label: str, initial: str, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        initial=initial,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class MeetingField(forms.ModelChoiceField):
    """A meeting of the group that has begun."""


class ApprovalForm(forms.Form):
    later = MeetingField(
        label="Meeting that approved them",
        queryset=GroupMeeting.objects.none(),
        empty_label="Choose a meeting",
        error_messages={"required": "Choose the meeting that approved the minutes."},
    )

    def __init__(self, *args: Any, meeting: GroupMeeting, at: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["later"].queryset = selectors.later_meetings(meeting, at)  # type: ignore[attr-defined]
