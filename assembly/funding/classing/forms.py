"""Narrowing the list for classing, and saying what awards are."""

from typing import Any

from django import forms

from assembly.funding.forms import ANY, AwardFilterForm
from assembly.funding.models import Award

from .selectors import NO_CATEGORY, code

KEEP = ("", "Leave as it is")
NONE = "none"


class ClassingFilterForm(AwardFilterForm):
    category = forms.ChoiceField(
        label="Monitoring category",
        required=False,
        choices=[ANY, *Award.Category.choices, (NO_CATEGORY, "No category")],
    )
    care = forms.ChoiceField(
        label="Residential or nursing care",
        required=False,
        choices=[ANY, ("yes", "Yes"), ("no", "No")],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fit_small_screens(self)


class JudgementForm(forms.Form):
    """Of one award: what it is. Of many: what is set on all of them; the rest is left as it is."""

    award_class = forms.ChoiceField(
        label="Class", required=False, choices=[*Award.Class.choices, (NONE, "Not yet classed")]
    )
    category = forms.ChoiceField(
        label="Monitoring category",
        required=False,
        choices=[*Award.Category.choices, (NONE, "No category")],
    )
    residential_care = forms.ChoiceField(
        label="Residential or nursing care",
        required=False,
        choices=[("yes", "Yes"), ("no", "No")],
    )
    in_county = forms.ChoiceField(
        label="Recipient in the county",
        required=False,
        choices=[("yes", "Yes"), ("no", "No"), (NONE, "Not known")],
    )

    def __init__(self, *args: Any, award: Award | None = None, **kwargs: Any) -> None:
        if award:
            kwargs["initial"] = {
                name: code(value) or NONE for name, value in award.judgement.items()
            }
        super().__init__(*args, **kwargs)
        _fit_small_screens(self)
        for field in self.fields.values():
            if award:
                field.required = True
            else:
                field.choices = [KEEP, *field.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError("Choose what to set: a class, a category or a flag.")
        return cleaned

    @property
    def judgement(self) -> dict[str, str | bool | None]:
        """What was chosen, as an award stores it."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        return {name: _stored(name, value) for name, value in chosen.items()}


def _fit_small_screens(form: forms.Form) -> None:
    """As wide as there is room, by a class of Wagtail's: by itself a list is as wide as its longest name."""
    for field in form.fields.values():
        if isinstance(field.widget, forms.Select):
            field.widget.attrs["class"] = "w-w-full"


def _stored(name: str, value: str) -> str | bool | None:
    if name in {"residential_care", "in_county"}:
        return {"yes": True, "no": False, NONE: None}[value]
    return "" if value == NONE else value
