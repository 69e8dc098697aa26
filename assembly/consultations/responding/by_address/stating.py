"""What somebody declares who answers by address: what everybody declares, and whether to hear of the decision."""

from dataclasses import replace
from typing import Any

from django import forms

from assembly.consultations.models import ResponseVersion
from assembly.consultations.responding.forms import YES_NO, StatementForm, stated_in
from assembly.consultations.responding.senders import Statement


class OwnStatementForm(StatementForm):
    wants_decision = forms.ChoiceField(
        label="Do you want us to e-mail you the decision?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text="If you do, we keep your e-mail address until we have told you. If not, we delete it when the "
        "consultation has closed.",
        error_messages={"required": "Say whether you want us to e-mail you the decision."},
    )

    consents = [
        (ResponseVersion.Consent.NAMED, "Yes, with the name I gave"),
        (ResponseVersion.Consent.UNNAMED, "Yes, without a name"),
        (ResponseVersion.Consent.NO, "No"),
    ]

    def statement(self) -> Statement:
        return replace(
            super().statement(), wants_decision=self.cleaned_data["wants_decision"] == "yes"
        )

    def rows(self) -> list[tuple[str, str]]:
        wants = self.cleaned_data["wants_decision"] == "yes"
        return [*super().rows(), ("E-mail me the decision", "Yes" if wants else "No")]


def stated_before(version: ResponseVersion) -> dict[str, Any]:
    """The initial values for somebody who has answered before."""
    found = stated_in(version)
    wants = version.response.wants_decision
    return {**found, "wants_decision": "yes" if wants else "no"} if found else {}
