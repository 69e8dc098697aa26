"""A bank holiday, as the Support Unit enters it."""

import datetime as dt
from typing import Any

from django import forms

from . import rules
from .models import BankHoliday


class BankHolidayForm(forms.ModelForm):  # type: ignore[type-arg]  # no brackets when it runs
    class Meta:
        model = BankHoliday
        fields = ["day", "name", "instead_of"]
        widgets = dict.fromkeys(
            ("day", "instead_of"), forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        )

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if not (ruling := rules.may_be_bank_holiday(day)):
            raise forms.ValidationError(ruling.reason)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, instead_of = cleaned.get("day"), cleaned.get("instead_of")
        if day and instead_of and not (ruling := rules.may_be_moved(instead_of, day)):
            self.add_error("instead_of", ruling.reason)
        return cleaned
