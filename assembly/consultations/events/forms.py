"""What is typed to plan an event, to say who came, and to publish what was said."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from assembly.consultations.models import ConsultationEvent, EventAttendance, EventPaper
from assembly.consultations.models.events import LONGEST_REASON, LONGEST_TEXT, MOST_PEOPLE
from assembly.core.clear_times import is_a_clear_time
from assembly.core.others_changes import NoticesOthers
from assembly.core.rules import RuleBroken, Ruling
from assembly.core.widgets import DayInput, TimeInput
from assembly.membership.lookup import member_called
from assembly.membership.models import District, Organisation

from . import rules
from .services import Details


def _time(label: str, what: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=TimeInput,
        help_text="UK time, on a 24-hour clock, like 18:30.",
        error_messages={
            "required": f"Enter the time at which the event {what}.",
            "invalid": f"Enter the time at which the event {what} like 18:30.",
        },
    )


class EventForm(NoticesOthers, forms.Form):
    title = forms.CharField(
        label="Title",
        max_length=120,
        help_text="Such as: Drop-in at Devizes library.",
        error_messages={"required": "Enter a title."},
    )
    audience = forms.CharField(
        label="Who it is for",
        max_length=300,
        required=False,
        help_text="Such as: carers, and anybody who uses day services.",
    )
    day = forms.DateField(
        label="Day",
        widget=DayInput,
        error_messages={
            "required": "Enter the day of the event.",
            "invalid": "Enter the day of the event like 2027-06-30.",
        },
    )
    begins = _time("Starts at", "starts")
    finishes = _time("Ends at", "ends")
    district = forms.ModelChoiceField(
        label="District",
        queryset=District.objects.none(),
        required=False,
        empty_label="The whole county",
        help_text="People who follow this district find the event in its calendar.",
    )
    place = forms.CharField(
        label="Place",
        max_length=300,
        required=False,
        help_text="With its address. Leave it empty if the event is only online.",
    )
    link = forms.URLField(
        label="Link to take part online",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Everybody can see it.",
        error_messages={"invalid": "Enter a link like https://example.org/room."},
    )
    access_notes = forms.CharField(
        label="Access",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Hearing loop, step-free way in, parking, interpreters, childcare, and whom to ask for more.",
    )

    starts_at: dt.datetime
    ends_at: dt.datetime

    def __init__(
        self, data: Mapping[str, Any] | None, *, event: ConsultationEvent | None = None
    ) -> None:
        self.instance = event or ConsultationEvent()
        super().__init__(data, initial=_stored(event) if event else {})
        found = District.objects.order_by("name")
        self.fields["district"].queryset = found  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("day") and {"begins", "finishes"} <= cleaned.keys():
            self._instants(cleaned)
        if not {"place", "link"} & self.errors.keys():
            self._add(
                "place", rules.is_somewhere(cleaned.get("place", ""), cleaned.get("link", ""))
            )
        return cleaned

    def _instants(self, cleaned: dict[str, Any]) -> None:
        clear = [
            self._add(name, is_a_clear_time(cleaned["day"], cleaned[name]))
            for name in ("begins", "finishes")
        ]
        if not all(clear):
            return
        self.starts_at, self.ends_at = (
            timezone.make_aware(dt.datetime.combine(cleaned["day"], cleaned[name]))
            for name in ("begins", "finishes")
        )
        field = "finishes" if self.ends_at <= self.starts_at else "day"
        self._add(field, rules.times_are_right(self.starts_at, self.ends_at, at=timezone.now()))

    def _add(self, field: str, ruling: Ruling) -> bool:
        if not ruling:
            self.add_error(field, ruling.reason)
        return bool(ruling)

    def details(self) -> Details:
        names = ("title", "audience", "district", "place", "link", "access_notes")
        said = {name: self.cleaned_data[name] for name in names}
        return Details(starts_at=self.starts_at, ends_at=self.ends_at, **said)


def _stored(event: ConsultationEvent) -> dict[str, Any]:
    starts, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    return {
        "title": event.title,
        "audience": event.audience,
        "day": starts.date(),
        "begins": starts.time(),
        "finishes": ends.time(),
        "district": event.district_id,
        "place": event.place,
        "link": event.link,
        "access_notes": event.access_notes,
    }


class CancelForm(forms.Form):
    because = forms.CharField(
        label="Why are you cancelling it?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Your reason is public. The event stays in the list, marked as cancelled.",
        error_messages={"required": rules.WHY_CANCELLED},
    )


def _number(label: str, initial: int | None = None, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST_PEOPLE, required=False, initial=initial,
        help_text=help_text,
    )  # fmt: skip


class AttendanceForm(NoticesOthers, forms.Form):
    """Made by `attendance_form`: a number for each organisation that is entered, and for people without one."""

    entered: Sequence[EventAttendance] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if typed := cleaned.get("organisation"):
            cleaned["added"] = self._found(typed)
            if cleaned["added"] and not cleaned.get("organisation_people"):
                self.add_error("organisation_people", "Enter how many people came from it.")
        elif cleaned.get("organisation_people"):
            self.add_error("organisation", "Enter the name of the organisation.")
        return cleaned

    def _found(self, typed: str) -> Organisation | None:
        try:
            found = member_called(typed)
        except RuleBroken as refusal:
            self.add_error("organisation", str(refusal))
            return None
        if found is None:
            self.add_error(
                "organisation",
                "There is no member with this name. Enter the name as shown on the member's page, or count its people "
                "among those who came for themselves.",
            )
        return found

    def people(self) -> dict[Organisation, int]:
        said = self.cleaned_data
        found = {
            one.organisation: said[f"people-{one.organisation_id}"] or 0 for one in self.entered
        }
        if added := said.get("added"):
            found[added] = said["organisation_people"]
        return found


def attendance_form(event: ConsultationEvent) -> type[AttendanceForm]:
    """With a field for each organisation that is entered so far, and those for one more."""
    entered = event.attendances.select_related("organisation").order_by("organisation__name", "pk")
    fields: dict[str, Any] = {"entered": list(entered)}
    for one in fields["entered"]:
        fields[f"people-{one.organisation_id}"] = _number(
            f"People from {one.organisation}", one.people, "Enter 0 to take it off the list."
        )
    fields |= {
        "organisation": forms.CharField(
            label="Add a member organisation",
            max_length=200,
            required=False,
            help_text="Enter its name as shown on its page.",
        ),
        "organisation_people": _number("How many people came from it?"),
        "by_themselves": _number(
            "People who came for themselves",
            event.people_by_themselves or None,
            "Count people from organisations that are not members here too.",
        ),
        "nobody": forms.BooleanField(
            label="Nobody came", required=False, initial=event.nobody_came
        ),
    }
    return type("AttendanceForm", (AttendanceForm,), fields)


class PaperForm(NoticesOthers, forms.Form):
    """A draft of notes or summary; a new version begins with the words of the one before."""

    text = forms.CharField(
        max_length=LONGEST_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 20})
    )

    def __init__(self, data: Mapping[str, Any] | None, *, part: str, text: str) -> None:
        super().__init__(data, initial={"text": text})
        field = self.fields["text"]
        if part == EventPaper.Part.NOTES:
            field.label = "What was said, word for word"
            field.help_text = (
                "Leave an empty line between two notes. They are numbered from 1. Write “a carer” or “a trustee”, and "
                "no names."
            )
        else:
            field.label = "Summary of the notes"
            field.help_text = (
                "End each paragraph with the numbers of the notes it rests on, such as [1, 4]. Leave an empty line "
                "between two paragraphs."
            )


class PublishForm(forms.Form):
    """Asks the one question that no program answers, and of a correction what was changed."""

    names_people = forms.TypedChoiceField(
        label="Does the text name anybody, or say anything that identifies them?",
        choices=[("no", "No"), ("yes", "Yes")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the text names people."},
    )
    change_note = forms.CharField(
        label="What you changed, and why",
        max_length=LONGEST_REASON,
        help_text="Everybody can read it beside the text.",
        error_messages={"required": "Say what you changed, and why."},
    )

    def __init__(self, data: Mapping[str, Any] | None, *, draft: EventPaper) -> None:
        super().__init__(data)
        if draft.number == 1:
            del self.fields["change_note"]


class TakeOffForm(forms.Form):
    because = forms.CharField(
        label="Why are you taking it off?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Your reason is public, in place of the text. Do not name anybody.",
        error_messages={"required": rules.WHY_TAKEN_OFF},
    )
