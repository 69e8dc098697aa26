"""An action with its owner and day, and what became of it."""

from typing import Any

from django import forms
from django.utils import timezone

from assembly.core.widgets import DayInput
from assembly.membership.models import Organisation
from forums.attendance.selectors import seats_on
from forums.models import Action, AgendaItem, GroupMeeting
from forums.models.meetings import LONGEST
from forums.notes.forms import WHOLE

from .rules import WITHOUT_WORDS


class ActionForm(forms.Form):
    text = forms.CharField(
        label="What needs to be done",
        max_length=500,
        error_messages={"required": "Say what needs to be done."},
    )
    item = forms.ModelChoiceField(
        label="Agenda item", queryset=AgendaItem.objects.none(), required=False, empty_label=WHOLE
    )
    owner = forms.ChoiceField(
        label="Who will do it",
        help_text="An organisation on the attendance list, the convenor, or a person in a seat.",
        error_messages={
            "required": "Choose who will do it.",
            "invalid_choice": "Choose somebody on the list.",
        },
    )
    due_on = forms.DateField(
        label="By when",
        widget=DayInput,
        error_messages={
            "required": "Enter the day by which it should be done.",
            "invalid": "Enter a day like 2027-06-30.",
        },
    )

    def __init__(self, *args: Any, meeting: GroupMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.all()  # type: ignore[attr-defined]
        self.fields["owner"].choices = [("", "Choose"), *_owners(meeting)]  # type: ignore[attr-defined]

    def action(self) -> Action:
        data = self.cleaned_data
        kind, pk = data["owner"].split("-")
        return Action(
            text=data["text"], item=data["item"], due_on=data["due_on"], **{f"{kind}_id": int(pk)}
        )


def _owners(meeting: GroupMeeting) -> list[tuple[str, str]]:
    """People only where they are public: the convenor, and who holds a seat and has an account."""
    group, today = meeting.group, timezone.localdate()
    people = {}
    if convenor := group.convenor_on(today):
        people[convenor.pk] = f"{convenor}, convenor"
    if group.is_of_seats:
        held = seats_on(group, meeting.day).exclude(user=None).order_by("name")
        people |= {one.user_id: one.name for one in held if one.user_id}
    listed = Organisation.objects.filter(meeting_attendances__meeting=meeting).distinct()
    return [
        *((f"person-{pk}", name) for pk, name in people.items()),
        *((f"organisation-{one.pk}", str(one)) for one in listed.order_by("name", "pk")),
    ]


class ClosingForm(forms.Form):
    result = forms.ChoiceField(
        label="What is the outcome?",
        choices=Action.Result.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it was done."},
    )
    words = forms.CharField(
        label="In a few words",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What was done, or why it was not. Everybody reads it.",
        error_messages={"required": WITHOUT_WORDS},
    )
