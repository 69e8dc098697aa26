"""What a respondent states beside the answers, and the form that sends what was checked."""

from typing import Any, ClassVar

from django import forms

from assembly.consultations.models import ResponseVersion

from .senders import Statement
from .stated import stated_rows

YES_NO = [("yes", "Yes"), ("no", "No")]
CONSENTS: list[tuple[str, str]] = [
    (ResponseVersion.Consent.NAMED, "Yes, with our name"),
    (ResponseVersion.Consent.UNNAMED, "Yes, without our name"),
    (ResponseVersion.Consent.NO, "No"),
]
LONGEST = 500


class StatementForm(forms.Form):
    """Three clear questions, none answered in advance."""

    has_interest = forms.ChoiceField(
        label="Do you have an interest in what is decided?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text=(
            "For example, you receive money from this public body, or provide a service the decision is about. "
            "Your answers count just the same: this tells readers where you stand."
        ),
        error_messages={"required": "Say whether you have an interest in what is decided."},
    )
    interest = forms.CharField(
        label="If yes, what is the interest?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_confidential = forms.ChoiceField(
        label="Do you want this response to be kept confidential?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text=(
            "We do not publish a confidential response, and we tell its readers that you asked for this. We cannot "
            "promise more: freedom of information law applies to the public body, and it may have to disclose a "
            "response if somebody asks for it. It reads your reason before it decides."
        ),
        error_messages={"required": "Say whether you want this response to be kept confidential."},
    )
    confidential_because = forms.CharField(
        label="If yes, why should it stay confidential?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    consent = forms.ChoiceField(
        label="May this response be published after the consultation has closed?",
        choices=CONSENTS,
        required=False,
        widget=forms.RadioSelect,
        help_text="Your answer makes no difference to how the response is read or counted. "
        "A confidential response is not published.",
    )

    # What consent is called by who gives it.
    consents: ClassVar[list[tuple[str, str]]] = CONSENTS

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["consent"].choices = self.consents  # type: ignore[attr-defined]  # of a ChoiceField
        for each in self.fields.values():
            each.names_itself = True  # type: ignore[attr-defined]  # as the summary of errors reads it
        for name in ("interest", "confidential_because", "consent"):
            self.fields[name].is_needed_later = True  # type: ignore[attr-defined]  # as the label reads it

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("has_interest") == "yes" and not cleaned.get("interest"):
            self.add_error("interest", "Say what the interest is.")
        confidential = cleaned.get("is_confidential") == "yes"
        if confidential and not cleaned.get("confidential_because"):
            self.add_error("confidential_because", "Say why it should stay confidential.")
        self._clean_consent(cleaned, confidential=confidential)
        return cleaned

    def statement(self) -> Statement:
        """What a valid form states. A reason beside a “No” was not meant."""
        said = self.cleaned_data
        has_interest, is_confidential = (
            said[name] == "yes" for name in ("has_interest", "is_confidential")
        )
        return Statement(
            has_interest=has_interest,
            interest=said["interest"] if has_interest else "",
            is_confidential=is_confidential,
            confidential_because=said["confidential_because"] if is_confidential else "",
            consent=said["consent"] or ResponseVersion.Consent.NO,
        )

    def rows(self) -> list[tuple[str, str]]:
        """What a valid form says, for the check page."""
        return stated_rows(self.statement())

    def _clean_consent(self, cleaned: dict[str, Any], *, confidential: bool) -> None:
        consent = cleaned.get("consent")
        if confidential and consent not in ("", ResponseVersion.Consent.NO, None):
            self.add_error(
                "consent", "A confidential response is not published: choose “No” here, or above."
            )
        elif cleaned.get("is_confidential") == "no" and consent == "":
            self.add_error("consent", "Say whether this response may be published.")


def stated_in(version: ResponseVersion) -> dict[str, str]:
    """The initial values of the form for a statement that was made before; what was never asked stays empty."""
    if version.has_interest is None:
        return {}
    return {
        "has_interest": "yes" if version.has_interest else "no",
        "interest": version.interest,
        "is_confidential": "yes" if version.is_confidential else "no",
        "confidential_because": version.confidential_because,
        "consent": version.consent,
    }


class CheckedForm(forms.Form):
    """Which state of the draft its sender has checked."""

    number = forms.IntegerField(widget=forms.HiddenInput)
