"""The editor's form of a consultation, and that of withdrawing it."""

from typing import Any

from django import forms
from django.utils import timezone

from assembly.consultations import rules
from assembly.consultations.models.records import Consultation
from assembly.consultations.window import FULL, FULL_IN_WORDS
from assembly.core.pages import SitePageForm
from assembly.core.widgets import DayInput
from assembly.partners.models import Department, PublicBody

FACTS = (
    "department",
    "stage",
    "opens_on",
    "closes_on",
    "reason_code",
    "reason_text",
    "without_reason",
)


class ConsultationPageForm(SitePageForm):
    """Words go to the page and its revisions; proposed days and reason go to the draft Consultation.

    Saving a draft asks little. Submitting to the Board, and the Board's approval, ask the rule of publishing.
    """

    department = forms.ModelChoiceField(
        Department.objects.none(),
        required=False,
        empty_label="The whole body",
        help_text="The part of the public body that asks.",
    )
    stage = forms.ChoiceField(
        choices=Consultation.Stage.choices,
        help_text="Consult while views can still change the outcome.",
    )
    opens_on = forms.DateField(
        label="Opening day",
        widget=DayInput,
        help_text="From the first minute of this day, or from the moment the Board publishes, if that is later.",
    )
    closes_on = forms.DateField(
        label="Closing day",
        widget=DayInput,
        help_text="Responses are taken until 11.59pm on this day. "
        f"{FULL_IN_WORDS.capitalize()} are {FULL.days} days after the opening day.",
    )
    reason_code = forms.ChoiceField(
        label="Reason",
        choices=[
            ("", f"No reason needed: it runs for {FULL_IN_WORDS}"),
            *Consultation.Reason.choices,
        ],
        required=False,
        help_text=f"Why it cannot run for {FULL_IN_WORDS}. Shown to everyone, with the days that are missing.",
    )
    reason_text = forms.CharField(
        label="The reason in your own words",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1_000,
        required=False,
    )
    without_reason = forms.BooleanField(
        label="Publish without a reason",
        required=False,
        help_text=(
            "For the Board only, when a public body insists on a short window and gives no reason. "
            "One member ticks this and another publishes. It is recorded, and the page says that the agreed "
            "timescale was not kept."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.consultation_id is None:
            self.instance.consultation = Consultation(body=self._body())
        consultation = self.instance.consultation
        self.fields["department"].queryset = consultation.body.departments.all()
        for name in FACTS:
            if name in self.fields:
                self.initial.setdefault(name, getattr(consultation, name))
                self.fields[name].disabled = consultation.is_published
        if "slug" in self.fields:
            self.fields["slug"].disabled = consultation.is_published

    def _body(self) -> PublicBody:
        return self.parent_page.specific.body

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.consultation.is_published or self.errors:
            return cleaned
        proposed = Consultation(body=self.instance.consultation.body, **self._facts(cleaned))
        window = proposed.window
        if window and window.closes_on < window.opens_on:
            self.add_error("closes_on", "The closing day is before the opening day.")
        elif not self.is_deferred_validation:
            self._ask_the_rule(proposed)
        return cleaned

    def _ask_the_rule(self, proposed: Consultation) -> None:
        """Put the refusal beside the field that mends it."""
        ruling = rules.may_be_published(proposed, on=timezone.localdate())
        if ruling:
            return
        field = "opens_on"
        if proposed.stage == Consultation.Stage.DECIDED:
            field = "stage"
        elif proposed.window and rules.is_in_time(proposed.window, on=timezone.localdate()):
            field = "closes_on"
        self.add_error(field, ruling.reason)

    def _facts(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The proposed facts. Only somebody who sees the override sets it; anybody else's change takes it back."""
        return {name: cleaned.get(name) for name in FACTS if name in cleaned} | {
            "without_reason": bool(cleaned.get("without_reason"))
        }

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Wagtail's signature
        from . import services

        consultation = self.instance.consultation
        if not consultation.is_published:
            for name, value in self._facts(self.cleaned_data).items():
                setattr(consultation, name, value)
            if commit and consultation.pk:
                services.revise_draft(consultation, by=self.for_user)
        return super().save(commit=commit)


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label="Why is it withdrawn?",
        max_length=Consultation._meta.get_field("withdrawal_reason").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Shown to everyone. The page and the responses stay.",
    )
