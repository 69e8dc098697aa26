"""Words to settle a case, agreeing to them, and withdrawing."""

from typing import Any

from django import forms

from assembly.compact.models import Case, Settlement
from assembly.core.personal_details import Found, looks_personal

from .services import Proposal


class ProposeForm(forms.Form):
    """Carries which words the page showed; asks to look at details of people once there may be some."""

    words = forms.CharField(
        label="The words on which both sides settle the case",
        max_length=Settlement._meta.get_field("words").max_length,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Say what each side does, and by when.",
        error_messages={"required": "Write the words on which both sides can settle the case."},
    )
    is_public = forms.BooleanField(
        label="Show these words in public",
        required=False,
        help_text="Only if both sides agree to it with the words. If not, the public sees that the case was settled "
        "informally, and nothing more.",
    )
    checked = forms.BooleanField(
        label="I have looked at these details, and everybody may read them", required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, settlement: Settlement | None, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "words": settlement.words if settlement else "",
            "is_public": bool(settlement and settlement.is_public),
            "seen": settlement.edit if settlement else 0,
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)
        self.found_details = self._details()
        if not self.found_details:
            del self.fields["checked"]

    def _details(self) -> list[Found]:
        """What is to be looked at before everybody reads it."""
        written = self.data if self.is_bound else self.initial
        return looks_personal(str(written.get("words") or "")) if written.get("is_public") else []

    def proposal(self) -> Proposal:
        """Of a form that is valid."""
        said = self.cleaned_data
        return Proposal(
            said["words"], said["is_public"], said["seen"], checked=said.get("checked", False)
        )


class AgreeForm(forms.Form):
    """To the words of one edit. What staff enter for a person says how it was given."""

    edit = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    how = forms.CharField(
        label="How did they agree?",
        max_length=Settlement._meta.get_field("agreed_how").max_length,
        help_text="Such as: by e-mail on 3 December 2026. Shown to those in the case.",
        error_messages={"required": "Say how they agreed, such as: by e-mail on 3 December 2026."},
    )

    def __init__(self, *args: Any, for_a_person: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_a_person:
            del self.fields["how"]


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label="Why do you withdraw the case?",
        max_length=Case._meta.get_field("closed_because").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Those in the case read it. It is never public.",
        error_messages={"required": "Say why you withdraw the case. Those in the case read it."},
    )
