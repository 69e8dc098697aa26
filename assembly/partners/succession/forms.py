"""What is typed to prepare a succession."""

from typing import Any, cast

from django import forms
from django.db.models import Model, QuerySet

from assembly.core import names
from assembly.core.widgets import DayInput
from assembly.membership.models import District
from assembly.partners.models import PublicBody, Succession

from .plans import Plan


class SuccessionForm(forms.Form):
    """What ends, the day, and the successor: one that is there, or the name of one that is entered."""

    kind: Succession.Kind
    model: type[District | PublicBody]

    ended: Any
    day = forms.DateField(
        label="First day of the successor",
        widget=DayInput,
        help_text="What it replaces has its last day on the day before.",
        error_messages={
            "required": "Enter the first day of the successor.",
            "invalid": "Enter a day like 2027-04-01.",
        },
    )
    reason = forms.CharField(
        label="Why it ends and who follows it",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example, the order that says so. The Board and the Support Unit read this.",
        error_messages={"required": "Say why it ends, and who decided that."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.model._default_manager.all()
        for name, still in (("ended", self.not_ended(known)), ("successor", self.not_ended(known))):
            cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = still

    def not_ended(self, known: "QuerySet[Any]") -> "QuerySet[Any]":
        """Those that can still end: districts and bodies keep their last day differently."""
        raise NotImplementedError

    def clean_new_name(self) -> str:
        name: str = self.cleaned_data["new_name"]
        alike = names.folded(name)
        other = name and next(
            (one for one in self.model._default_manager.all() if names.folded(str(one)) == alike),
            None,
        )
        if other:
            raise forms.ValidationError(f"“{other}” exists already. Choose it as the successor.")
        if name and not any(letter.isalnum() and letter.isascii() for letter in name):
            raise forms.ValidationError("The name of the successor needs a letter or a digit.")
        return name

    def plan(self) -> Plan:
        cleaned = self.cleaned_data
        return Plan(
            kind=self.kind,
            ended=list(cleaned["ended"]),
            day=cleaned["day"],
            successor=cleaned["successor"],
            new_name=cleaned["new_name"],
            new_short_name=cleaned.get("new_short_name", ""),
            forum_name=cleaned.get("forum_name", ""),
        )


def _several(label: str, error: str) -> "forms.ModelMultipleChoiceField[Any]":
    return forms.ModelMultipleChoiceField(
        cast("QuerySet[Model]", District.objects.none()),
        label=label,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": error},
    )


def _one(label: str) -> "forms.ModelChoiceField[Any]":
    return forms.ModelChoiceField(
        cast("QuerySet[Model]", District.objects.none()),
        label=label,
        required=False,
        empty_label="A new one, named below",
    )


class DistrictSuccessionForm(SuccessionForm):
    kind = Succession.Kind.DISTRICT
    model = District

    ended = _several("Districts that end", "Choose at least one district that ends.")
    successor = _one("District that follows them")
    new_name = forms.CharField(
        label="Name of a new district",
        max_length=80,
        required=False,
        help_text="Only if the successor is not in the list. We add it when the second person confirms.",
    )
    forum_name = forms.CharField(
        label="Name of a new district forum",
        max_length=120,
        required=False,
        help_text="Needed if a district that ends has a forum and the successor has none. The new forum is "
        "set up on the day, with "
        "the members of the old ones.",
    )

    field_order = ("ended", "successor", "new_name", "forum_name", "day", "reason")

    def not_ended(self, known: "QuerySet[Any]") -> "QuerySet[Any]":
        return known.filter(ends_on=None)


class BodySuccessionForm(SuccessionForm):
    kind = Succession.Kind.BODY
    model = PublicBody

    ended = _several("Public bodies that end", "Choose at least one public body that ends.")
    successor = _one("Public body that follows them")
    new_name = forms.CharField(
        label="Name of a new public body",
        max_length=120,
        required=False,
        help_text="Only if the successor is not in the list. We add it when the second person confirms.",
    )
    new_short_name = forms.CharField(
        label="Short name of the new public body",
        max_length=40,
        required=False,
        help_text="What people call it, such as the council.",
    )

    field_order = ("ended", "successor", "new_name", "new_short_name", "day", "reason")

    def not_ended(self, known: "QuerySet[Any]") -> "QuerySet[Any]":
        return known.filter(ended_on=None)


FORMS: dict[str, type[SuccessionForm]] = {
    "district": DistrictSuccessionForm,
    "body": BodySuccessionForm,
}
