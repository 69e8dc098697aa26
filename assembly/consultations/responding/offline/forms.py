"""The forms of a response on paper: whose it is and how it came, and what it says of itself."""

from typing import Any

from django import forms

from assembly.consultations.asking.forms import AnswersForm
from assembly.consultations.models import Response, ResponseVersion
from assembly.consultations.responding.senders import Sender, Statement
from assembly.core.widgets import DayInput
from assembly.membership.models import Organisation

Kind = Response.Kind
KINDS = (Kind.ORGANISATION, Kind.INDIVIDUAL, Kind.OUTSIDE)
SOURCES = [source for source in Response.Source.choices if source[0] != Response.Source.ONLINE]
NOT_ASKED = [("", "Not asked, or nothing said")]


class EntryForm(forms.Form):
    """Whose it is, and how it came."""

    kind = forms.ChoiceField(
        label="Who is responding?",
        choices=[(kind.value, kind.label) for kind in KINDS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who is responding."},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Member organisation",
        required=False,
        empty_label="None",
        help_text="Only for a member organisation.",
    )
    name = forms.CharField(
        label="Name",
        required=False,
        max_length=150,
        help_text="The name of the individual, if they gave it, or of the organisation that is not a member.",
    )
    source = forms.ChoiceField(
        label="How did it arrive?",
        choices=SOURCES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it arrived."},
    )
    received_on = forms.DateField(
        label="Day received",
        widget=DayInput,
        error_messages={
            "required": "Give the day on which it was received.",
            "invalid": "Give the day on which it was received, such as 2026-11-30.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Organisation.objects.members().order_by("name")
        self.fields["organisation"].queryset = members  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        if kind == Kind.ORGANISATION:
            if not cleaned.get("organisation") and "organisation" not in self.errors:
                self.add_error("organisation", "Choose the member organisation.")
        elif kind and cleaned.get("organisation"):
            self.add_error(
                "organisation",
                "You chose a member organisation, but not “Member organisation” as the one who responds. Change one "
                "of the two.",
            )
        if kind == Kind.OUTSIDE and not cleaned.get("name", "").strip():
            self.add_error("name", "Give the name of the organisation.")
        return cleaned

    def sender(self) -> Sender:
        said = self.cleaned_data
        is_member = said["kind"] == Kind.ORGANISATION
        return Sender(
            Kind(said["kind"]),
            organisation=said["organisation"] if is_member else None,
            name="" if is_member else " ".join(said["name"].split()),
            source=Response.Source(said["source"]),
            received_on=said["received_on"],
        )


class PaperAnswersForm(AnswersForm):
    """The same questions as everybody's. On paper a question is left out, whatever we ask for."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.required = False


class PaperStatementForm(forms.Form):
    """What the paper says of itself. Nothing that it does not say is put into it."""

    has_interest = forms.ChoiceField(
        label="Does the sender declare an interest?",
        choices=[*NOT_ASKED, ("yes", "Yes"), ("no", "No")],
        required=False,
    )
    interest = forms.CharField(label="What the interest is", required=False, max_length=500)
    confidential_because = forms.CharField(
        label="If the sender asks to keep it confidential, the reason they give",
        required=False,
        max_length=500,
        help_text="Leave it empty if they did not ask.",
    )
    consent = forms.ChoiceField(
        label="May it be published after the close?",
        choices=[*NOT_ASKED, *ResponseVersion.Consent.choices],
        required=False,
        help_text="Only if they said so themselves. If nobody asked them, it is not published.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        consents = cleaned.get("consent") not in ("", None, ResponseVersion.Consent.NO)
        if cleaned.get("confidential_because") and consents:
            self.add_error(
                "consent",
                "A confidential response is not published. Choose “No”, or take the reason out.",
            )
        if cleaned.get("interest") and cleaned.get("has_interest") != "yes":
            self.add_error("has_interest", "You wrote what the interest is: choose “Yes”.")
        return cleaned

    def statement(self) -> Statement:
        said = self.cleaned_data
        return Statement(
            has_interest={"yes": True, "no": False}.get(said["has_interest"]),
            interest=said["interest"],
            is_confidential=bool(said["confidential_because"]),
            confidential_because=said["confidential_because"],
            consent=said["consent"],
        )


class SendBackForm(forms.Form):
    because = forms.CharField(
        label="What differs from the paper?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what differs from the paper."},
    )


def entered(response: Response) -> dict[str, Any]:
    """What the first form begins with when a response is corrected."""
    return {
        "kind": response.kind,
        "organisation": response.organisation_id,
        "name": response.name,
        "source": response.source,
        "received_on": response.received_on,
    }


def stated(version: ResponseVersion) -> dict[str, Any]:
    interest = {True: "yes", False: "no", None: ""}[version.has_interest]
    return {
        "has_interest": interest,
        "interest": version.interest,
        "confidential_because": version.confidential_because,
        "consent": version.consent,
    }
