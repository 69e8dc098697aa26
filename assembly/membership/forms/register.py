"""Narrowing the public register."""

from typing import Any, cast

from django import forms

from assembly.core.filter_forms import FilterForm
from assembly.membership.classification import SectorRole
from assembly.membership.facets import Counts
from assembly.membership.models import District, Organisation, Theme
from assembly.membership.register import BY_NAME, LETTERS, NEWEST, OTHER_LETTER, UNKNOWN

SIZES = [
    *((band.value, band.label) for band in Organisation.IncomeBand if band),
    (UNKNOWN, "Income not given"),
]


class RegisterFilterForm(FilterForm):
    """Narrows the public register; behind each choice stands how many organisations it would leave."""

    q = forms.CharField(label="Name", required=False, max_length=100)
    district = forms.ChoiceField(required=False)
    theme = forms.ChoiceField(required=False)
    role = forms.ChoiceField(
        label="Role in the sector",
        choices=[("", "Every role"), *SectorRole.choices],
        required=False,
    )
    size = forms.ChoiceField(
        label="Yearly income", choices=[("", "Every size"), *SIZES], required=False
    )
    legal_form = forms.ChoiceField(
        choices=[("", "Every form"), *Organisation.LegalForm.choices], required=False
    )
    order = forms.ChoiceField(
        choices=[(BY_NAME, "Name"), (NEWEST, "Newest members first")], required=False
    )
    infrastructure = forms.BooleanField(
        label="Only organisations that support others", required=False
    )
    letter = forms.ChoiceField(
        choices=[(letter, letter.upper()) for letter in [*sorted(LETTERS), OTHER_LETTER]],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        districts = [("", "Everywhere"), *District.objects.values_list("slug", "name")]
        themes = [("", "Every theme"), *Theme.objects.values_list("slug", "name")]
        self._choices("district", districts)
        self._choices("theme", themes)

    def chosen(self) -> dict[str, str]:
        """The filters that hold."""
        held = {
            name: str(value)
            for name, value in self.understood.items()
            if value and name not in {"q", "order"}
        }
        if "infrastructure" in held:
            held["infrastructure"] = "on"
        return held

    @property
    def q_typed(self) -> str:
        return str(self.cleaned_data.get("q", ""))

    @property
    def order_chosen(self) -> str:
        return str(self.cleaned_data.get("order") or BY_NAME)

    def show(self, counts: Counts) -> None:
        """Put the figures behind the choices."""
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField) and name not in {"order", "letter"}:
                self._choices(
                    name,
                    [
                        (value, f"{label} ({counts.of(name, value):,})" if value else label)
                        for value, label in cast("list[tuple[str, str]]", field.choices)
                    ],
                )
        supporting = counts.of("infrastructure", "on")
        self.fields[
            "infrastructure"
        ].label = f"Only organisations that support others ({supporting:,})"

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices
