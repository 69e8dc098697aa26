"""Appointing somebody to a seat, and ending an appointment, in the Wagtail admin."""

from typing import Any

from django import forms
from django.utils import timezone

from assembly.accounts.models import User
from assembly.membership.models import Organisation
from assembly.membership.viewsets import organisation_chooser

from .models import Appointment, Partnership
from .services import Holder


def day_field(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class AppointmentForm(forms.Form):
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
    basis = forms.ChoiceField(choices=Appointment.Basis.choices, widget=forms.RadioSelect)
    starts_on = day_field("First day", "Whoever holds the seat leaves it on this day.")

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
            name=cleaned["name"], user=cleaned["account"], organisation=cleaned["organisation"]
        )


class EndForm(forms.Form):
    on = day_field("First day without the seat")


class HistoryForm(forms.Form):
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
