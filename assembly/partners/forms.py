"""Appointing somebody to a seat and ending it, and what those who hold one fill in."""

from typing import Any, cast

from django import forms
from django.utils import timezone

from wagtail.admin.forms import WagtailAdminModelForm

from assembly.accounts.models import User
from assembly.core.filter_forms import FilterForm
from assembly.core.widgets import DayInput
from assembly.membership.models import Organisation
from assembly.membership.viewsets import organisation_chooser

from . import meetings_elsewhere, rules, selectors
from .models import (
    Declaration,
    Meeting,
    Officer,
    Partnership,
    PublicBody,
    Report,
    Seat,
)
from .partnerships import sides
from .services import Holder


def day_field(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        initial=timezone.localdate,
        widget=DayInput(),
    )


class AppointmentForm(forms.Form):
    """Somebody for one seat; on the Compact Board, for an organisation, for a public body, or for neither."""

    name = forms.CharField(
        max_length=150, help_text="Public: it stands on the page of representatives."
    )
    account = forms.EmailField(
        label="E-mail address of their account",
        required=False,
        help_text="Empty when they have none.",
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.public(),
        label="Put forward by",
        required=False,
        widget=organisation_chooser.widget_class,
    )
    body = forms.ModelChoiceField(
        PublicBody.objects.none(),
        label="Sits there for",
        empty_label="Choose a public body",
        error_messages={
            "required": "Choose the public body for which this person sits on the Compact Board."
        },
    )
    basis = forms.ChoiceField(
        choices=[],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how this person came to the seat."},
    )
    starts_on = day_field("First day", "Whoever holds the seat leaves it on this day.")

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        basis = cast("forms.ChoiceField", self.fields["basis"])
        basis.choices = [(way.value, way.label) for way in sides.ways_to(seat)]
        if len(basis.choices) == 1:
            basis.initial = basis.choices[0][0]
        self._leave_out_what_the_side_has_not(seat)

    def _leave_out_what_the_side_has_not(self, seat: Seat) -> None:
        if seat.side == Seat.Side.PUBLIC:
            today = timezone.localdate()
            existing = PublicBody.objects.exclude(ended_on__lte=today).order_by("name")
            self.fields["body"].queryset = existing  # type: ignore[attr-defined]  # a ModelChoiceField
        else:
            del self.fields["body"]
        if seat.side in Seat.OTHER_SIDES:
            del self.fields["organisation"]
        elif seat.side == Seat.Side.SECTOR:
            organisation = self.fields["organisation"]
            organisation.required = True
            organisation.error_messages["required"] = (
                "Choose the organisation that put this person forward."
            )

    def clean_account(self) -> User | None:
        address = self.cleaned_data["account"]
        if not address:
            return None
        user = User.objects.filter(email__iexact=address).first()
        if user is None:
            raise forms.ValidationError("There is no account with this e-mail address.")
        return user

    def holder(self) -> Holder:
        cleaned: dict[str, Any] = self.cleaned_data
        return Holder(
            name=cleaned["name"],
            user=cleaned["account"],
            organisation=cleaned.get("organisation"),
            body=cleaned.get("body"),
        )


class SeatForm(WagtailAdminModelForm):
    """A seat as the Support Unit enters it; on the Compact Board it has a side."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        partnership, side = cleaned.get("partnership"), cleaned.get("side", "")
        if partnership is None:
            return cleaned
        kept = Seat.objects.filter(pk=self.instance.pk).select_related("partnership").first()
        if not (ruling := sides.may_move(was=kept.partnership if kept else None, to=partnership)):
            self.add_error("partnership", ruling.reason)
        elif not (ruling := sides.fits(partnership, side)):
            self.add_error("side", ruling.reason)
        elif kept:
            is_used = kept.appointments.exists()
            ruling = sides.may_change_side(Seat(side=side), was=kept.side, is_used=is_used)
            if not ruling:
                self.add_error("side", ruling.reason)
        return cleaned


class OfficerForm(WagtailAdminModelForm):
    """A contact of a public body, as the Support Unit enters it."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        kept = Officer.objects.filter(pk=self.instance.pk).select_related("body").first()
        if kept:
            acts = selectors.acts_with_an_account(kept, timezone.localdate())
            ruling = rules.may_change_contact(kept, self.changed_data, acts=acts)
            if not ruling:
                self.add_error(None, ruling.reason)
        return cleaned


class EndForm(forms.Form):
    on = day_field("First day without the seat")


class HistoryForm(FilterForm):
    """Narrows the history of the seats."""

    partnership = forms.ModelChoiceField(
        Partnership.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Every partnership",
    )


class SeatFilterForm(forms.Form):
    """Narrows the staff's list of seats."""

    partnership = forms.ModelChoiceField(
        Partnership.objects.all(), required=False, empty_label="Every partnership"
    )
    q = forms.CharField(label="Seat", required=False, max_length=100)

    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class SignedCodeForm(forms.Form):
    """A code of conduct signed on paper."""

    signed_on = day_field("Day on which it was signed", "Keep the paper with the appointment.")


class CodeForm(forms.Form):
    version = forms.CharField(max_length=20, widget=forms.HiddenInput)
    accepts = forms.BooleanField(
        label="I have read the code of conduct, and accept it",
        error_messages={"required": "Tick the box if you accept the code of conduct."},
    )


class DeclarationForm(forms.ModelForm):
    class Meta:
        model = Declaration
        fields = ["employer", "funding", "other_seats", "anything_else"]
        widgets = dict.fromkeys(fields, forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("employer", "funding", "other_seats"):
            field = self.fields[name]
            field.required = True
            field.help_text = f"{field.help_text} Write “None” if there is none."
            field.error_messages["required"] = f"{field.label}: say what it is, or “None”."

    def declaration(self) -> Declaration:
        return Declaration(**self.cleaned_data)


class MeetingForm(forms.ModelForm):
    held_on = day_field("Day of the meeting")
    papers = forms.URLField(label="Link to the papers", required=False, assume_scheme="https")

    class Meta:
        model = Meeting
        fields = ["title", "held_on", "papers"]
        widgets = {"title": forms.TextInput}

    def meeting(self) -> Meeting:
        return Meeting(**self.cleaned_data)


class ReportForm(forms.ModelForm):
    attendance = forms.ChoiceField(
        label="Were you there?", choices=Report.Attendance.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Report
        fields = ["attendance", *Report.TEXTS]
        widgets = dict.fromkeys(Report.TEXTS, forms.Textarea(attrs={"rows": 4}))

    def report(self, meeting: Meeting) -> Report:
        return Report(meeting=meeting, **self.cleaned_data)


class RegisteredMeetingForm(WagtailAdminModelForm):
    """A meeting in the register; of one that a group calls, the link to its papers alone is changed here."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kept = Meeting.objects.filter(pk=self.instance.pk).first()
        is_more = bool(set(self.changed_data) - {"papers"})
        if kept and is_more and (why := meetings_elsewhere.why_not_here(kept)):
            raise forms.ValidationError(why)
        return cleaned
