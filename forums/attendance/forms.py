"""Who came to a meeting: a line for each that was expected, and one for others."""

from collections.abc import Sequence
from typing import Any

from django import forms

from assembly.core.others_changes import NoticesOthers
from assembly.membership.lookup import member_called
from assembly.partners.models import Officer
from forums.models import Attendance, GroupMeeting
from forums.models.attendance import LONGEST_NAME
from forums.models.notes import LONGEST_REASON

from .selectors import Line
from .services import Entry

NOT_SAID = ("", "Not said")
CHOICES = [NOT_SAID, *Attendance.How.choices]


def reason_field(what: str) -> forms.CharField:
    return forms.CharField(
        label=f"Why {what}",
        max_length=LONGEST_REASON,
        help_text="Everybody can read it beside the minutes.",
        error_messages={"required": f"Say why {what}."},
    )


class AttendanceForm(NoticesOthers, forms.Form):
    """Made by `attendance_form`, with two fields for each line."""

    lines: Sequence[Line] = ()

    def pairs(self) -> list[list[forms.BoundField]]:
        """The fields of each line, which are beside each other where there is room."""
        names = ([f"how-{line.key}", f"name-{line.key}"] for line in self.lines)
        return [[self[name] for name in pair if name in self.fields] for pair in names]

    def others(self) -> list[forms.BoundField]:
        """What is asked once, of no line: the reason."""
        return [self["reason"]] if "reason" in self.fields else []

    def entries(self) -> list[Entry]:
        data = self.cleaned_data
        return [
            Entry(
                line.kind,
                line.pk,
                line.place,
                data[f"how-{line.key}"],
                data.get(f"name-{line.key}", ""),
            )
            for line in self.lines
        ]


def attendance_form(lines: Sequence[Line], *, is_published: bool) -> type[AttendanceForm]:
    """A form for these lines. Once the minutes are published it asks for the reason of a change."""
    fields: dict[str, Any] = {"lines": lines}
    for line in lines:
        fields |= _fields_of(line)
    if is_published:
        fields["reason"] = reason_field("you are changing the attendance")
    return type("AttendanceForm", (AttendanceForm,), fields)


def _fields_of(line: Line) -> dict[str, forms.Field]:
    row = line.row
    found: dict[str, forms.Field] = {
        f"how-{line.key}": forms.ChoiceField(
            label=line.label, choices=CHOICES, required=False, initial=row.how if row else ""
        )
    }
    if line.kind != "appointment":
        found[f"name-{line.key}"] = forms.CharField(
            label=f"Who came from {line.label}",
            max_length=LONGEST_NAME,
            required=False,
            initial=row.name if row else "",
        )
    return found


class OtherForm(forms.Form):
    """Somebody who is not on the list: a guest, a second person from a member, an observer."""

    organisation = forms.CharField(
        label="Member organisation",
        max_length=200,
        required=False,
        help_text="Enter its name as shown on its page. Use this for a guest, or for a second person from the "
        "same organisation.",
    )
    officer = forms.ModelChoiceField(
        label="Or an officer of a public body, as an observer",
        queryset=Officer.objects.none(),
        required=False,
        empty_label="None",
    )
    name = forms.CharField(label="Name of the person", max_length=LONGEST_NAME, required=False)
    how = forms.ChoiceField(
        label="How they took part",
        choices=Attendance.How.choices,
        initial=Attendance.How.ATTENDED,
        error_messages={"required": "Say how they took part."},
    )

    def __init__(
        self, *args: Any, meeting: GroupMeeting, is_published: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        officers = Officer.objects.not_over(meeting.day).select_related("body")
        field = self.fields["officer"]
        field.queryset = officers.order_by("body__name", "name")  # type: ignore[attr-defined]
        field.label_from_instance = lambda officer: f"{officer.body.name}: {officer}"  # type: ignore[attr-defined]
        if is_published:
            self.fields["reason"] = reason_field("you are changing the attendance")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        typed, officer = data.get("organisation", ""), data.get("officer")
        if bool(typed) == bool(officer):
            raise forms.ValidationError(
                "Enter a member organisation or choose an officer, but not both."
            )
        data["found"] = officer or member_called(typed)
        if data["found"] is None:
            self.add_error(
                "organisation",
                "There is no member with this name. Enter the name as shown on the member's page.",
            )
        return data

    def entry(self) -> Entry:
        data = self.cleaned_data
        kind = "officer" if data["officer"] else "organisation"
        return Entry(kind, data["found"].pk, 0, data["how"], data["name"])
