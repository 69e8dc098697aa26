"""The editor's form of a consultation, and that of withdrawing it."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from assembly.compact.text.selectors import choice_in_words, choices_of
from assembly.consultations import rules
from assembly.consultations.models.records import Consultation
from assembly.consultations.window import FULL, FULL_IN_WORDS, Window, full_window
from assembly.core.pages import SitePageForm
from assembly.core.widgets import DayInput
from assembly.partners.models import Department, Officer, PublicBody

from .editing import Method

# Asked when the page is submitted, not while it is drafted.
ASKED = ("purpose", "affected", "can_change", "cannot_change", "methods", "contact")
FACTS = (
    "department",
    "stage",
    "opens_on",
    "closes_on",
    "reason_code",
    "reason_text",
    "without_reason",
)


APPROVES = (
    "action-workflow-action"  # the name of the button with which somebody approves or sends back
)
HEADINGS = ("heading", "subheading")  # alone they say nothing
NOTHING_TO_READ = (
    "There is nothing to read yet. Write the consultation here, or add a document above."
)
NOT_ACCESSIBLE = "Each document needs an accessible version: add one, or tick that the file is accessible itself."


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
        required=False,
        help_text="Responses are taken until 11.59pm on this day. "
        f"Leave it empty for {FULL_IN_WORDS}: it is then {FULL.days} days after the opening day.",
    )
    methods = forms.MultipleChoiceField(
        label="How people can take part",
        choices=Method.choices,
        widget=forms.CheckboxSelectMultiple,
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
        self._offer_officers(consultation.body)
        self._offer_undertakings()
        for name in ASKED:
            if name in self.fields:
                self.fields[name].required = True
        for name in FACTS:
            if name in self.fields:
                self.initial.setdefault(name, getattr(consultation, name))
                self.fields[name].disabled = consultation.is_published
        if "slug" in self.fields:
            self.fields["slug"].disabled = consultation.is_published
        if APPROVES in self.data and self.data.get("workflow-action-name") == "reject":
            self.defer_required_fields()  # what is sent back may lack anything

    def _body(self) -> PublicBody:
        return self.parent_page.specific.body

    def _offer_officers(self, body: PublicBody) -> None:
        """The contacts of the body, and the one that the page names already."""
        if "lead_officer" in self.fields:
            contacts = Officer.objects.not_over(timezone.localdate()).filter(body=body)
            named = Officer.objects.filter(pk=self.instance.lead_officer_id)
            self.fields["lead_officer"].queryset = contacts | named

    def _offer_undertakings(self) -> None:
        """The promises in force, and those that the page cites already."""
        if "undertakings" in self.fields:
            cited = [one.pk for one in self.instance.undertakings.all()]
            field = self.fields["undertakings"]
            field.queryset = choices_of(timezone.localdate(), kept=cited)
            field.label_from_instance = choice_in_words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._ask_for_words(cleaned)
        if self.instance.consultation.is_published or self.errors:
            return cleaned
        self._propose_closing_day(cleaned)
        proposed = Consultation(body=self.instance.consultation.body, **self._facts(cleaned))
        window = proposed.window
        if window and window.closes_on < window.opens_on:
            self.add_error("closes_on", "The closing day is before the opening day.")
        elif window and not (ruling := rules.is_near(window)):
            self.add_error("opens_on", ruling.reason)
        elif not self.is_deferred_validation:
            self._ask_the_rule(proposed)
        return cleaned

    def _propose_closing_day(self, cleaned: dict[str, Any]) -> None:
        """Twelve weeks after the opening day, where no closing day is given."""
        opens_on = cleaned.get("opens_on")
        if opens_on and not cleaned.get("closes_on") and rules.is_near(Window(opens_on, opens_on)):
            cleaned["closes_on"] = full_window(opens_on).closes_on

    def _ask_for_words(self, cleaned: dict[str, Any]) -> None:
        """No empty document reaches the Board, and none that some people cannot read."""
        if self.is_deferred_validation:
            return
        documents = [one for one in self._documents() if one.cleaned_data.get("document")]
        words = [one for one in cleaned.get("body") or () if one.block_type not in HEADINGS]
        if not documents and not words and not self._has_errors_in_documents():
            self.add_error("body", NOTHING_TO_READ)
        for one in documents:
            if not (
                one.cleaned_data.get("accessible_version") or one.cleaned_data.get("is_accessible")
            ):
                one.add_error("accessible_version", NOT_ACCESSIBLE)
                self.add_error(None, NOT_ACCESSIBLE)

    def _has_errors_in_documents(self) -> bool:
        return "documents" in self.formsets and not self.formsets["documents"].is_valid()

    def _documents(self) -> list[Any]:
        formset = self.formsets.get("documents")
        if formset is None or not formset.is_valid():
            return []
        return [one for one in formset.forms if one not in formset.deleted_forms]

    def _ask_the_rule(self, proposed: Consultation) -> None:
        """Put the refusal beside the field that mends it."""
        today = timezone.localdate()
        ruling = rules.may_be_submitted(proposed, on=today)
        if ruling:
            self._ask_for_override(proposed, today)
            return
        field = "opens_on"
        if proposed.stage == Consultation.Stage.DECIDED:
            field = "stage"
        elif proposed.window and rules.is_in_time(proposed.window, on=today):
            field = "closes_on"
        self.add_error(field, ruling.reason)

    def _ask_for_override(self, proposed: Consultation, today: dt.date) -> None:
        """Who approves a short window without a reason, in the editor, has to ask for the override first."""
        if APPROVES not in self.data or (ruling := rules.may_be_published(proposed, on=today)):
            return
        self.add_error("closes_on", ruling.reason)
        if "without_reason" in self.fields:
            self.add_error("without_reason", rules.override_takes_two(None, 0).reason)

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


class WindowForm(forms.Form):
    """Two days to be worked out, from the editor's own fields."""

    opens_on = forms.DateField(label="Opening day", widget=DayInput)
    closes_on = forms.DateField(label="Closing day", widget=DayInput, required=False)


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label="Why are you withdrawing it?",
        max_length=Consultation._meta.get_field("withdrawal_reason").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Shown to everyone. The page and the responses stay.",
    )
