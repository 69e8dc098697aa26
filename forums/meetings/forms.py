"""What a convenor types to call, move or cancel a meeting. Days and times are in UK time."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from assembly.core.clear_times import is_a_clear_time
from assembly.core.others_changes import NoticesOthers
from assembly.core.widgets import DayInput, TimeInput
from forums.models import GroupMeeting

from . import rules
from .services import DETAILS


def day_field(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=DayInput({"class": "govuk-input--width-10"}),
        error_messages={
            "required": "Enter the day of the meeting.",
            "invalid": "Enter the day of the meeting like 2027-06-30.",
        },
    )


def time_field(label: str, what: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=TimeInput,
        help_text="UK time, on a 24-hour clock, like 18:30.",
        error_messages={
            "required": f"Enter the time at which the meeting {what}.",
            "invalid": f"Enter the time at which the meeting {what} like 18:30.",
        },
    )


class WhenForm(forms.Form):
    """A day, and from when until when."""

    day = day_field("Day")
    begins = time_field("Starts at", "starts")
    finishes = time_field("Ends at", "ends")

    starts_at: dt.datetime
    ends_at: dt.datetime

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("day") and {"begins", "finishes"} <= cleaned.keys():
            starts, ends = (self._instant(name) for name in ("begins", "finishes"))
            if starts and ends:
                self.starts_at, self.ends_at = starts, ends
                if not (ruling := rules.times_are_in_order(starts, ends)):
                    self.add_error("finishes", ruling.reason)
                if not (ruling := rules.is_near_enough(starts, at=timezone.now())):
                    self.add_error("day", ruling.reason)
        return cleaned

    def dates(self) -> dict[str, dt.datetime]:
        return {"starts_at": self.starts_at, "ends_at": self.ends_at}

    def _instant(self, name: str) -> dt.datetime | None:
        day, time = self.cleaned_data["day"], self.cleaned_data[name]
        if not (ruling := is_a_clear_time(day, time)):
            self.add_error(name, ruling.reason)
            return None
        return timezone.make_aware(dt.datetime.combine(day, time))


def when(meeting: GroupMeeting) -> dict[str, Any]:
    """Its date as `WhenForm` shows it."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return {"day": starts.date(), "begins": starts.time(), "finishes": ends.time()}


class DetailsForm(NoticesOthers, forms.ModelForm):
    """What is said of a meeting beside its date. Of an announced one the date is changed by moving it."""

    link = forms.URLField(
        label="Link to take part online",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Shown only to people who have a place.",
        error_messages={"invalid": "Enter a link like https://example.org/room."},
    )

    class Meta:
        model = GroupMeeting
        fields = DETAILS
        widgets = {
            "access_notes": forms.Textarea(attrs={"rows": 4}),
            "capacity": forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        }
        labels = {
            "title": "Title",
            "place": "Place",
            "access_notes": "Access",
            "capacity": "Number of places",
        }
        help_texts = {
            "place": "Include the address. Leave it empty if the meeting is only online.",
            "capacity": "Leave it empty if there is no limit. When all places are taken, people go on a waiting list.",
        }
        error_messages = {
            "title": {"required": "Enter a title, such as “Autumn meeting”."},
            "capacity": {
                "invalid": "Enter the number of places in figures.",
                "min_value": "Enter how many places there are, or leave it empty.",
            },
        }

    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in DETAILS}


class DraftForm(WhenForm, DetailsForm):
    """A draft, with its date."""

    field_order = ("title", "day", "begins", "finishes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        if instance is not None and instance.pk:
            kwargs["initial"] = when(instance)
        super().__init__(*args, **kwargs)


class CancelForm(forms.Form):
    because = forms.CharField(
        label="Why are you cancelling the meeting?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Your reason is public, and we send it to everybody who has registered.",
        error_messages={
            "required": "Say why you are cancelling the meeting. We send your reason to everybody who has registered."
        },
    )


class NothingToFill(forms.Form):
    """For a page with one button, which asks before it acts."""
