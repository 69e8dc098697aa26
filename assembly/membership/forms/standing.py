"""What leads and the Support Unit fill in about an organisation's membership."""

from typing import Any

from django import forms

from assembly.membership import rules
from assembly.membership.models import Criterion, Organisation
from assembly.membership.viewsets import organisation_chooser

from .registering import COMMITTEE, ENTERPRISE, QUESTIONS, RUN_BY, YES_OR_NO, RegistrationForm


class DeclarationForm(forms.Form):
    """An organisation that comes back declares on every criterion again: the questions of the application."""

    run_by = forms.ChoiceField(label="How is it run?", choices=RUN_BY, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion, (question, help_text) in QUESTIONS.items():
            self.fields[RegistrationForm.question(criterion)] = forms.ChoiceField(
                label=question, help_text=help_text, choices=YES_OR_NO, widget=forms.RadioSelect
            )
        self.order_fields(
            [*(RegistrationForm.question(criterion) for criterion in QUESTIONS), "run_by"]
        )

    def declarations(self) -> dict[Criterion, bool]:
        """One answer for each criterion that applies to it now."""
        run_by = self.cleaned_data["run_by"]
        answers = {
            criterion: self.cleaned_data[RegistrationForm.question(criterion)] == "yes"
            for criterion in QUESTIONS
        }
        answers |= {
            Criterion.UNPAID_COMMITTEE: run_by == COMMITTEE,
            Criterion.REINVESTS: run_by == ENTERPRISE,
        }
        criteria = rules.eligibility.criteria_for(social_enterprise=run_by == ENTERPRISE)
        return {criterion: answers[criterion] for criterion in criteria}


class ResignForm(forms.Form):
    reason = forms.CharField(
        label="Why does it leave?",
        required=False,
        max_length=2_000,
        help_text="The Support Unit reads it, to learn from it. It is not public.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    sure = forms.BooleanField(
        label="Its committee has decided that it leaves the Assembly",
        error_messages={"required": "Tick the box if the organisation has decided to leave."},
    )


class ReasonForm(forms.Form):
    """Why the Support Unit suspends an organisation, or on what evidence it records a winding-up."""

    reason = forms.CharField(
        label="Reason and evidence",
        max_length=2_000,
        help_text="The leads of the organisation read these words, and may appeal against a suspension. "
        "They name no person.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class VotesThroughForm(forms.Form):
    """Which organisation holds the vote of this one, and on what evidence of common control."""

    holder = forms.ModelChoiceField(
        label="Vote-holder",
        queryset=Organisation.objects.all(),
        widget=organisation_chooser.widget_class,
        help_text="The member that casts the one vote of both.",
    )
    evidence = forms.CharField(
        label="Evidence of common control",
        max_length=2_000,
        help_text="Such as the clause by which one names the committee of the other.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class StandingFilterForm(forms.Form):
    """Narrows the Support Unit's list of organisations."""

    q = forms.CharField(label="Name", required=False, max_length=100)
    status = forms.ChoiceField(
        choices=[("", "Every status"), *Organisation.Status.choices], required=False
    )

    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
