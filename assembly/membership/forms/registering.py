"""An organisation applies for membership."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone

from assembly.core import names
from assembly.core.rules import RuleBroken
from assembly.membership import identifiers, lookup, naming, postcodes, rules
from assembly.membership.models import Criterion, District, Organisation, RegisterEntry, Theme

from .same_name import SameNameForm

# Of what somebody typed, so much is kept in a draft: more of it no field takes.
LONGEST_TYPED = 12_000
MOST_KEPT = 64 * 1024  # bytes, of all fields together
TOO_MUCH = "This is more text than we can keep. Shorten it, and send the form again."

YES_OR_NO = [("yes", "Yes"), ("no", "No")]

# One question, because a social enterprise answers another criterion than the rest.
COMMITTEE, ENTERPRISE, NEITHER = "committee", "enterprise", "neither"
RUN_BY = [
    (COMMITTEE, "By an unpaid management committee (expenses do not count as pay)"),
    (ENTERPRISE, "As a social enterprise that reinvests its surplus in its social purpose"),
    (NEITHER, "Neither of these"),
]

# What an applicant is asked on each of the other criteria.
QUESTIONS = {
    Criterion.NOT_FOR_PROFIT: (
        "Does it exist for something other than private profit?",
        "Nobody may receive a share of its income as an owner or shareholder.",
    ),
    Criterion.NOT_STATUTORY: (
        "Is it separate from public bodies?",
        "It is not part of a council, the health service or another public body, and none of them controls it.",
    ),
    Criterion.SELF_GOVERNING: (
        "Does it govern itself, independent of government?",
        "Its own members or trustees choose who runs it.",
    ),
    Criterion.ACTIVE_HERE: ("Does it work in the area of the Assembly?", ""),
}

# What is said of a field that was left empty.
MISSING = {
    "name": "Enter the name of the organisation.",
    "description": "Write what the organisation does.",
    "legal_form": "Choose the legal form of the organisation.",
    "districts": "Choose at least one place where it works.",
    "run_by": "Choose how the organisation is run.",
}


def _worth_keeping(field: forms.Field, values: list[str]) -> list[str]:
    if isinstance(field, forms.ModelMultipleChoiceField) and field.queryset is not None:
        offered = {str(pk) for pk in field.queryset.values_list("pk", flat=True)} if values else ()
        return [value for value in dict.fromkeys(values) if value in offered]
    return [value.replace("\0", "")[:LONGEST_TYPED] for value in values[-1:]]


class RegistrationForm(SameNameForm, forms.ModelForm):
    """An organisation applies: what it is, where it works, and a declaration on each criterion of the test."""

    number_register = forms.ChoiceField(
        label="Official register", choices=identifiers.CHOICES, required=False
    )
    number = forms.CharField(
        label="Number in that register",
        max_length=20,
        required=False,
        help_text="Small groups have none, and belong all the same.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    website = forms.URLField(
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
    )
    postcode = forms.CharField(
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    run_by = forms.ChoiceField(label="How is it run?", choices=RUN_BY, widget=forms.RadioSelect)

    class Meta:
        model = Organisation
        fields = [
            "name",
            "description",
            "legal_form",
            "number_register",
            "number",
            "income_band",
            "districts",
            "themes",
            "postcode",
            "website",
        ]
        labels = {
            "name": "Name of the organisation",
            "description": "What it does",
            "districts": "Where it works",
            "themes": "What it works on",
        }
        help_texts = {
            "name": "As in its governing document, if it has one.",
            "description": "Two or three sentences for the public register.",
        }
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "districts": forms.CheckboxSelectMultiple,
            "themes": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        description = self.fields["description"]
        description.error_messages["max_length"] = (
            "Shorten this to %(limit_value)d characters; it has %(show_value)d. Nothing of it is lost."
        )
        self.fields["districts"].required = True
        self.fields["description"].required = True
        districts = cast("forms.ModelMultipleChoiceField[District]", self.fields["districts"])
        districts.queryset = District.objects.to_choose(timezone.localdate())
        themes = cast("forms.ModelMultipleChoiceField[Theme]", self.fields["themes"])
        themes.queryset = Theme.objects.filter(retired_on=None)
        for name, missing in MISSING.items():
            self.fields[name].error_messages["required"] = missing
        for criterion, (question, help_text) in QUESTIONS.items():
            self.fields[self.question(criterion)] = forms.ChoiceField(
                label=question,
                help_text=help_text,
                choices=YES_OR_NO,
                widget=forms.RadioSelect,
                error_messages={"required": f"Choose yes or no. {question}"},
            )

    @staticmethod
    def question(criterion: Criterion) -> str:
        return f"declares_{criterion.name.lower()}"

    @property
    def declaration_fields(self) -> list[forms.BoundField]:
        return [*(self[self.question(criterion)] for criterion in QUESTIONS), self["run_by"]]

    def typed(self) -> dict[str, list[str]]:
        """What was sent, field by field, right or wrong: for a draft. A NUL cannot be kept.

        A field that takes one value keeps one, and one that takes several keeps those that it offers, once each.
        """
        sent = cast("QueryDict", self.data)
        typed = {
            name: values
            for name, field in self.fields.items()
            if (values := _worth_keeping(field, sent.getlist(name)))
        }
        if sum(len(value.encode()) for values in typed.values() for value in values) > MOST_KEPT:
            raise RuleBroken(TOO_MUCH)
        return typed

    @classmethod
    def from_draft(cls, typed: Mapping[str, list[str]]) -> dict[str, Any]:
        """What a form begins with that was typed before."""
        several = {
            name
            for name, field in cls.base_fields.items()
            if isinstance(field, forms.ModelMultipleChoiceField)
        }
        return {
            name: values if name in several else values[0]
            for name, values in typed.items()
            if values
        }

    @classmethod
    def beginning(
        cls, typed: Mapping[str, list[str]] | None, entry: RegisterEntry | None, name: str
    ) -> dict[str, Any]:
        """What a new form begins with: what was typed before, an entry of an official register, or a name alone."""
        if typed:
            return cls.from_draft(typed)
        if entry and not entry.is_removed:
            return lookup.filled_in(entry)
        return {"name": name}

    def clean_name(self) -> str:
        name = names.tidy(self.cleaned_data["name"])
        if not naming.key(name) and not any(sign.isalnum() for sign in name):
            raise forms.ValidationError("Write the name with letters or figures.")
        return name

    def clean_postcode(self) -> str:
        try:
            return postcodes.tidy(self.cleaned_data["postcode"])
        except postcodes.NotAPostcode as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._clean_number(cleaned)
        self.instance.social_enterprise = cleaned.get("run_by") == ENTERPRISE
        if "name" in cleaned:
            postcode = cleaned.get("postcode", "")
            self.ask_about_name(self.instance, cleaned["name"], postcode, self.user)
        return cleaned

    def _clean_number(self, cleaned: Mapping[str, Any]) -> None:
        register, number = cleaned.get("number_register"), cleaned.get("number")
        if not number:
            if register:
                self.add_error("number", "Enter the number, or choose “None” as the register.")
            return
        if not register:
            self.add_error("number_register", "Choose the register in which this number stands.")
            return
        try:
            self.instance.org_id = identifiers.org_id(register, number)
        except identifiers.NotANumber as problem:
            self.add_error("number", str(problem))
            return
        may_be_used = rules.joining.number_may_be_used(
            lookup.holder_of(self.instance.org_id, besides=self.instance, seen_by=self.user),
            lookup.entry_with(self.instance.org_id),
        )
        if not may_be_used:
            self.add_error("number", may_be_used.reason)

    def declarations(self) -> dict[Criterion, bool]:
        answers = {
            criterion: self.cleaned_data[self.question(criterion)] == "yes"
            for criterion in QUESTIONS
        }
        return {
            **answers,
            Criterion.UNPAID_COMMITTEE: self.cleaned_data["run_by"] == COMMITTEE,
            Criterion.REINVESTS: self.cleaned_data["run_by"] == ENTERPRISE,
        }
