"""What the Support Unit fills in: the check of an application, and an entry of the register."""

from typing import Any

from django import forms
from django.db import transaction

from assembly.core.others_changes import NoticesOthers
from assembly.membership.models import Criterion, EligibilityFinding, Organisation
from assembly.membership.services.admission import Finding
from assembly.membership.services.joining import free_slug, hold_name

from .same_name import SameNameForm

YES_OR_NO = [("yes", "Yes"), ("no", "No")]
MOST_NAMED = 10
WAS_MET = {True: "yes", False: "no", None: ""}


class ApplicationFilterForm(forms.Form):
    """Narrows the staff's list of applications."""

    q = forms.CharField(label="Name", required=False, max_length=100)
    legal_form = forms.ChoiceField(
        choices=[("", "Every form"), *Organisation.LegalForm.choices], required=False
    )
    waits_for = forms.ChoiceField(
        label="Waits for",
        choices=[("", "Anybody"), ("us", "The Support Unit"), ("applicant", "The applicant")],
        required=False,
    )

    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class CheckForm(forms.Form):
    """The Support Unit's findings: for each criterion met or not, and on what evidence."""

    def __init__(self, *args: Any, findings: list[EligibilityFinding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.findings = findings
        for finding in findings:
            self.fields[f"met_{finding.pk}"] = forms.ChoiceField(
                label="Met?",
                choices=YES_OR_NO,
                widget=forms.RadioSelect,
                required=False,
                initial=WAS_MET[finding.met],
            )
            self.fields[f"evidence_{finding.pk}"] = forms.CharField(
                label="Evidence",
                help_text="What you saw, and where. The applicant may ask to see it.",
                max_length=2_000,
                required=False,
                initial=finding.evidence,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self) -> list[tuple[EligibilityFinding, forms.BoundField, forms.BoundField]]:
        return [
            (finding, self[f"met_{finding.pk}"], self[f"evidence_{finding.pk}"])
            for finding in self.findings
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for finding in self.findings:
            if cleaned.get(f"met_{finding.pk}") and not cleaned.get(f"evidence_{finding.pk}"):
                self.add_error(f"evidence_{finding.pk}", "Say on what evidence.")
        return cleaned

    def found(self) -> dict[Criterion, Finding]:
        """What was answered; a criterion without an answer is left for another day."""
        return {
            Criterion(finding.criterion): Finding(
                met=self.cleaned_data[f"met_{finding.pk}"] == "yes",
                evidence=self.cleaned_data[f"evidence_{finding.pk}"],
            )
            for finding in self.findings
            if self.cleaned_data[f"met_{finding.pk}"]
        }


class StaffOrganisationForm(NoticesOthers, SameNameForm, forms.ModelForm):
    """The entry as the Support Unit edits it. Status is no field: it moves through membership.services alone."""

    class Meta:
        model = Organisation
        fields = [
            "name",
            "org_id",
            "legal_form",
            "social_enterprise",
            "infrastructure",
            "description",
            "website",
            "postcode",
            "income_band",
            "districts",
            "themes",
        ]
        widgets = {
            "districts": forms.CheckboxSelectMultiple,
            "themes": forms.CheckboxSelectMultiple,
        }

    website = forms.URLField(required=False, assume_scheme="https")
    near: list[Organisation]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("name") and self._is_named():
            self.ask_about_name(self.instance, cleaned["name"], cleaned.get("postcode", ""), None)
            if self.similar:
                names = [f"{other} ({other.get_status_display()})" for other in self.similar]
                if more := len(names[MOST_NAMED:]):
                    names[MOST_NAMED:] = [f"and {more} more"]
                self.add_error("is_another", f"Its name is similar to: {', '.join(names)}.")
        return cleaned

    def _is_named(self) -> bool:
        """Whether this form gives it a name that it did not have."""
        return self.instance.pk is None or "name" in self.changed_data

    @transaction.atomic
    def save(self, commit: bool = True) -> Organisation:  # noqa: FBT001, FBT002 - Django's signature
        self.near = hold_name(self.instance) if self._is_named() else []
        if not self.instance.slug:
            self.instance.slug = free_slug(self.instance.name)
        organisation: Organisation = super().save(commit=commit)
        return organisation
