"""What is typed after the count: a scrutineer's statement, an objection and its decision."""

from collections.abc import Sequence
from typing import Any

from django import forms

from assembly.membership.models import Organisation

from . import rules
from .models import Candidate, Contest, CountSignature, Objection
from .receipts import HEADING, ReceiptError, SignedReceipt, read
from .sealing import RECEIPT_CHARACTERS

BASE32 = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
ROWS = forms.Textarea(attrs={"rows": 4})


class SignatureForm(forms.Form):
    statement = forms.ChoiceField(
        label="What do you say of this count?",
        choices=[(one.value, one.label) for one in CountSignature.OWN],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="In your words",
        help_text="Your remark, or why you do not sign. Public, with the result.",
        max_length=1_000,
        required=False,
        widget=ROWS,
    )


class ObjectionForm(forms.ModelForm):
    """An objection of one of a person's organisations, or of the candidate that they are."""

    whose = forms.ChoiceField(label="For whom do you object?")
    # Without a greatest length, which a browser would cut a signed receipt off at: it is far longer than what is kept.
    receipt = forms.CharField(
        label="The receipt that is missing",
        help_text="Only if you object because it is missing: all of the text that you were given, with its signature. "
        "Without a signature, as after a vote by telephone, write the 20 letters and digits; the objection then counts "
        "if the returning officer and two scrutineers find it founded. We look the receipt up in the published list, "
        "and keep it only if it is not there.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 9, "autocomplete": "off", "spellcheck": "false"}),
    )

    class Meta:
        model = Objection
        fields = ["contest", "kind", "receipt", "words"]
        labels = {"contest": "To which contest?"}
        help_texts = {
            "words": "The returning officer reads this, and so do the scrutineers where a receipt has no signature. It "
            "is not published.",
        }
        widgets = {"kind": forms.RadioSelect, "words": ROWS}

    field_order = ["whose", "contest", "kind", "receipt", "words"]

    def __init__(
        self,
        *args: Any,
        contests: Sequence[Contest],
        organisations: Sequence[Organisation],
        candidates: Sequence[Candidate],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.signed: SignedReceipt | None = None
        self._whose: dict[str, Organisation | Candidate] = {
            **{f"organisation-{one.pk}": one for one in organisations},
            **{f"candidate-{one.pk}": one for one in candidates},
        }
        self.fields["whose"].choices = [(key, str(one)) for key, one in self._whose.items()]  # type: ignore[attr-defined]
        self.fields["contest"].queryset = Contest.objects.filter(  # type: ignore[attr-defined]
            pk__in=[contest.pk for contest in contests]
        )
        if len(contests) == 1:
            self.initial["contest"] = contests[0]
            self.fields["contest"].empty_label = None  # type: ignore[attr-defined]
        self.fields["kind"].choices = Objection.Kind.choices  # type: ignore[attr-defined]  # none beforehand

    def clean_receipt(self) -> str:
        """The receipt itself. Its signature, where there is one, goes to the record and is checked there."""
        if HEADING in self.cleaned_data["receipt"].lower():
            try:
                self.signed = read(self.cleaned_data["receipt"])
            except ReceiptError as problem:
                raise forms.ValidationError(str(problem)) from None
            return self.signed.receipt.code
        typed = "".join(self.cleaned_data["receipt"].upper().replace("-", "").split())
        if typed and (len(typed) != RECEIPT_CHARACTERS or not set(typed) <= BASE32):
            raise forms.ValidationError(
                f"A receipt has {RECEIPT_CHARACTERS} characters, A to Z and 2 to 7; a signed one begins with "
                f"“{HEADING}”."
            )
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_missing = cleaned.get("kind") == Objection.Kind.MISSING_RECEIPT
        if is_missing and not cleaned.get("receipt") and "receipt" not in self.errors:
            self.add_error("receipt", "Type the receipt, so that it can be looked for.")
        if not is_missing and "receipt" in cleaned:
            cleaned["receipt"] = ""
        if is_missing and self.signed and cleaned.get("contest"):
            is_ours = rules.objecting.receipt_is_of(self.signed, cleaned["contest"])
            if is_ours:
                self.instance.signature = self.signed.signature
            else:
                self.add_error("receipt", is_ours.reason)
        return cleaned

    def _post_clean(self) -> None:
        """Hand whose objection it is to the record before Django checks it as a whole."""
        match self._whose.get(self.cleaned_data.get("whose", "")):
            case Organisation() as organisation:
                self.instance.organisation = organisation
            case Candidate() as candidate:
                self.instance.candidate = candidate
        super()._post_clean()  # type: ignore[misc]  # the stubs leave it out


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What did you find?", choices=Objection.Outcome.choices, widget=forms.RadioSelect
    )
    because = forms.CharField(
        label="Why?",
        help_text="Public. Name no organisation and no person.",
        max_length=1_000,
        widget=ROWS,
    )


class MissingSignatureForm(forms.Form):
    because = forms.CharField(
        label="Why is the signature missing?", help_text="Public.", max_length=1_000, widget=ROWS
    )
