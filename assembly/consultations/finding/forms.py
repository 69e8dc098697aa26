"""Narrowing the lists of consultations, by GET."""

from typing import Any

from django import forms

from assembly.core.filter_forms import FilterForm

from .filters import Choices, Filters, State

STATES = [("", "Every state"), *((one.value, one.label) for one in State)]


class ConsultationFilterForm(FilterForm):
    """What a list is narrowed to."""

    q = forms.CharField(label="Words", required=False, max_length=100)
    body = forms.ChoiceField(label="Public body", required=False)
    theme = forms.ChoiceField(required=False)
    district = forms.ChoiceField(required=False)
    state = forms.ChoiceField(choices=STATES, required=False)
    year = forms.ChoiceField(label="Year of opening", required=False)

    def __init__(self, *args: Any, choices: Choices, of_one_body: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if of_one_body:
            del self.fields["body"]
        else:
            self._choices("body", "Every public body", choices.bodies)
        self._choices("theme", "Every theme", choices.themes)
        self._choices("district", "Everywhere", choices.districts)
        self._choices("year", "Every year", choices.years)

    def _choices(self, name: str, every: str, values: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", every), *values]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Filters:
        held = {name: str(value) for name, value in self.understood.items() if value}
        return Filters(**held)
