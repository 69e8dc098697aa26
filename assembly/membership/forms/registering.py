"""An organisation applies for membership."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from assembly.membership import identifiers, postcodes, selectors
from assembly.membership.models import Limb, Organisation, Theme

YES_OR_NO = [("yes", "Yes"), ("no", "No")]

# MEM-04 and MEM-06: one question, because a social enterprise answers another limb than the rest.
COMMITTEE, ENTERPRISE, NEITHER = "committee", "enterprise", "neither"
RUN_BY = [
    (COMMITTEE, "By an unpaid management committee (expenses do not count as pay)"),
    (ENTERPRISE, "As a social enterprise that reinvests its surplus in its social purpose"),
    (NEITHER, "Neither of these"),
]

# What an applicant is asked on each of the other limbs (MEM-02, MEM-03).
QUESTIONS = {
    Limb.NOT_FOR_PROFIT: (
        "Does it exist for something other than private profit?",
        "Nobody may receive a share of its income as an owner or shareholder.",
    ),
    Limb.NOT_STATUTORY: (
        "Is it separate from public bodies?",
        "It is not part of a council, the health service or another public body, and none of them controls it.",
    ),
    Limb.SELF_GOVERNING: (
        "Does it govern itself, independent of government?",
        "Its own members or trustees choose who runs it.",
    ),
    Limb.ACTIVE_HERE: ("Does it work in the area of the Assembly?", ""),
}


class RegistrationForm(forms.ModelForm):
    """An organisation applies: what it is, where it works, and a declaration on each limb of the test."""

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
    is_another = forms.BooleanField(
        label="Ours is a different organisation", required=False, widget=forms.HiddenInput
    )

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
        self.similar: list[Organisation] = []
        self.fields["districts"].required = True
        self.fields["description"].required = True
        themes = cast("forms.ModelMultipleChoiceField[Theme]", self.fields["themes"])
        themes.queryset = Theme.objects.filter(retired_on=None)
        for limb, (question, help_text) in QUESTIONS.items():
            self.fields[self.question(limb)] = forms.ChoiceField(
                label=question,
                help_text=help_text,
                choices=YES_OR_NO,
                widget=forms.RadioSelect,
            )

    @staticmethod
    def question(limb: Limb) -> str:
        return f"declares_{limb.name.lower()}"

    @property
    def declaration_fields(self) -> list[forms.BoundField]:
        return [*(self[self.question(limb)] for limb in QUESTIONS), self["run_by"]]

    def clean_postcode(self) -> str:
        try:
            return postcodes.tidy(self.cleaned_data["postcode"])
        except postcodes.NotAPostcode as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._clean_number(cleaned)
        self.instance.social_enterprise = cleaned.get("run_by") == ENTERPRISE
        self._ask_about_similar_names(cleaned)
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
        if Organisation.objects.with_number(self.instance.org_id).exists():
            self.add_error(
                "number",
                "An organisation with this number is on the register already. "
                "Ask the people who act for it, or the Support Unit, to add you.",
            )

    def _ask_about_similar_names(self, cleaned: Mapping[str, Any]) -> None:
        """Names may be alike; the person is asked once whether it is the same organisation."""
        if "name" not in cleaned or cleaned.get("is_another"):
            return
        self.similar = selectors.with_similar_name(cleaned["name"], self.user)
        if self.similar:
            self.fields["is_another"].widget = forms.CheckboxInput()
            self.add_error(
                "is_another",
                "There is an organisation with a name like this. "
                "If yours is another one, tick the box and send the form again.",
            )

    def declarations(self) -> dict[Limb, bool]:
        answers = {limb: self.cleaned_data[self.question(limb)] == "yes" for limb in QUESTIONS}
        return {
            **answers,
            Limb.UNPAID_COMMITTEE: self.cleaned_data["run_by"] == COMMITTEE,
            Limb.REINVESTS: self.cleaned_data["run_by"] == ENTERPRISE,
        }
