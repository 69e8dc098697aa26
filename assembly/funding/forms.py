"""Narrowing the register, by GET."""

from typing import Any

from django import forms

from assembly.core.filter_forms import FilterForm

from . import selectors
from .models import Award

ANY = ("", "Any")


class YearForm(FilterForm):
    """One financial year of the overview, or all."""

    year = forms.TypedChoiceField(
        label="Financial year", required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = selectors.choices().years
        self.fields["year"].choices = [("", "All years"), *years]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> int | None:
        return self.understood.get("year")


class AwardFilterForm(FilterForm):
    """What the list of awards and its CSV are narrowed to."""

    q = forms.CharField(label="Search for", required=False, max_length=100)
    funder = forms.ChoiceField(required=False)
    department = forms.ChoiceField(required=False)
    year = forms.ChoiceField(label="Financial year", required=False)
    award_class = forms.ChoiceField(
        label="Class",
        required=False,
        choices=[ANY, *Award.Class.choices, (selectors.UNCLASSED, "Not yet classed")],
    )
    place = forms.ChoiceField(
        label="Recipient",
        required=False,
        choices=[
            ANY,
            ("in", "In the county"),
            ("out", "Out of the county"),
            (selectors.UNKNOWN, "Place not known"),
        ],
    )
    apart = forms.ChoiceField(
        label="Not added into totals", required=False, choices=[ANY, *Award.Apart.choices]
    )
    order = forms.ChoiceField(
        label="Order",
        required=False,
        choices=[
            ("", "Newest first"),
            ("oldest", "Oldest first"),
            ("largest", "Largest first"),
            ("smallest", "Smallest first"),
            ("recipient", "Recipient, A to Z"),
        ],
    )
    # One recipient, from a link; it stays while the list is narrowed further.
    recipient = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = selectors.choices()
        for name, values in (
            ("funder", choices.funders),
            ("department", choices.departments),
            ("year", choices.years),
        ):
            self.fields[name].choices = [ANY, *values]  # type: ignore[attr-defined]

    @property
    def filters(self) -> dict[str, Any]:
        return self.understood
