"""Finds responses among many."""

from typing import Any

from django import forms

from assembly.consultations.models import Response, ResponseVersion

ANY = ("", "All")
NOT_ASKED = "not-asked"
CONSENT = (ANY, *ResponseVersion.Consent.choices, (NOT_ASKED, "Never asked"))
YES_OR_NO = (ANY, ("yes", "Yes"), ("no", "No"))
INTEREST = (*YES_OR_NO, (NOT_ASKED, "Never asked"))


def _choice(label: str, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False)


class KindForm(forms.Form):
    """What cannot be read of an address that somebody typed is left aside."""

    kind = _choice("Who responded", (ANY, *Response.Kind.choices))

    @property
    def facts(self) -> dict[str, Any]:
        """For `selectors.narrowed`."""
        self.is_valid()
        chosen = getattr(self, "cleaned_data", {})
        return {
            key: value
            for name, given in chosen.items()
            if given
            for key, value in self._fact(name, given)
        }

    def _fact(self, name: str, given: str) -> list[tuple[str, object]]:
        return [(f"response__{name}", given)]


class ResponseFilterForm(KindForm):
    q = forms.CharField(label="Name, or words in the answers", required=False, max_length=100)
    interest = _choice("Declares an interest", INTEREST)
    confidential = _choice("Confidential", YES_OR_NO)
    consent = _choice("May be published", CONSENT)
    source = _choice("How it arrived", (ANY, *Response.Source.choices))

    field_order = ("q", "kind", "interest", "confidential", "consent", "source")

    def _fact(self, name: str, given: str) -> list[tuple[str, object]]:
        if name == "q":
            return [("q", given)]
        if name == "interest":
            return [("has_interest", None if given == NOT_ASKED else given == "yes")]
        if name == "confidential":
            return [("is_confidential", given == "yes")]
        if name == "consent":
            return [("consent", "" if given == NOT_ASKED else given)]
        return super()._fact(name, given)
