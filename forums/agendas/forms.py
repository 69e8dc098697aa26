"""An item of an agenda, and what becomes of a strategic one."""

from typing import Any

from django import forms

from assembly.core.others_changes import NoticesOthers
from assembly.core.templatetags.assembly import moment
from forums.models import AgendaItem, Group, GroupMeeting

from .services import FIELDS

# A whole day. The clock times of an agenda are counted from the lengths.
LONGEST_ITEM = 24 * 60


class ItemForm(NoticesOthers, forms.ModelForm):
    minutes = forms.IntegerField(
        label="Length in minutes",
        min_value=1,
        max_value=LONGEST_ITEM,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
        initial=10,
        error_messages={
            "required": "Enter how many minutes the item takes.",
            "invalid": "Enter the number of minutes in figures.",
            "min_value": "An item must take at least a minute.",
            "max_value": f"Enter {LONGEST_ITEM:,} minutes or fewer.",
        },
    )

    class Meta:
        model = AgendaItem
        fields = FIELDS
        labels = {
            "text": "What it is about",
            "led_by": "Who leads it",
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 5}),
            "level": forms.RadioSelect,
        }
        help_texts = {
            "text": "Plain text. Add papers to the meeting itself.",
            "level": "A strategic item can be routed to the county forum or a strategic group.",
        }
        error_messages = {
            "title": {"required": "Enter a title for the item."},
            "level": {"required": "Choose operational or strategic."},
        }

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


class RouteForm(forms.Form):
    to = forms.ModelChoiceField(
        Group.objects.none(),
        label="Which group should take it up?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose the group that should take it up.",
            "invalid_choice": "Choose one of the groups shown.",
        },
    )

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = groups  # type: ignore[attr-defined]  # a ModelChoiceField


class MeetingField(forms.ModelChoiceField):
    """Meetings with their dates; a draft is named so."""

    def label_from_instance(self, meeting: GroupMeeting) -> str:
        draft = "" if meeting.is_announced else " (draft)"
        return f"{meeting.title}, {moment(meeting.starts_at)}{draft}"


class TakeUpForm(forms.Form):
    meeting = MeetingField(
        GroupMeeting.objects.none(),
        label="Which meeting will discuss it?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose the meeting that will discuss it.",
            "invalid_choice": "Choose one of the meetings shown.",
        },
    )

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]  # a ModelChoiceField


class DeclineForm(forms.Form):
    because = forms.CharField(
        label="Why are you declining it?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody can read it beside the item.",
        error_messages={"required": "Say why you are declining it."},
    )
