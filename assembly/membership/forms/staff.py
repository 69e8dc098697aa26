"""What the Support Unit fills in: the check of an application, and an entry of the register."""

from typing import Any

from django import forms

from assembly.membership.models import EligibilityFinding, Limb, Organisation
from assembly.membership.services.admission import Finding
from assembly.membership.services.joining import free_slug

YES_OR_NO = [("yes", "Yes"), ("no", "No")]
WAS_MET = {True: "yes", False: "no", None: ""}


class ApplicationFilterForm(forms.Form):
    """Narrows the staff's list of applications."""

    q = forms.CharField(label="Name", required=False, max_length=100)
    legal_form = forms.ChoiceField(
        choices=[("", "Every form"), *Organisation.LegalForm.choices], required=False
    )

    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class CheckForm(forms.Form):
    """The Support Unit's findings: for each limb met or not, and on what evidence."""

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

    def found(self) -> dict[Limb, Finding]:
        """What was answered; a limb without an answer is left for another day."""
        return {
            Limb(finding.limb): Finding(
                met=self.cleaned_data[f"met_{finding.pk}"] == "yes",
                evidence=self.cleaned_data[f"evidence_{finding.pk}"],
            )
            for finding in self.findings
            if self.cleaned_data[f"met_{finding.pk}"]
        }


class StaffOrganisationForm(forms.ModelForm):
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

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        name, postcode = cleaned.get("name", ""), cleaned.get("postcode", "")
        others = Organisation.objects.exclude(pk=self.instance.pk)
        if name and others.filter(name__iexact=name, postcode__iexact=postcode).exists():
            self.add_error(
                "name",
                "An organisation of this name and postcode is on the register already. "
                "If this is another one, enter a name or a postcode that tells them apart.",
            )
        return cleaned

    def save(self, commit: bool = True) -> Organisation:  # noqa: FBT001, FBT002 - Django's signature
        if not self.instance.slug:
            self.instance.slug = free_slug(self.instance.name)
        organisation: Organisation = super().save(commit=commit)
        return organisation
