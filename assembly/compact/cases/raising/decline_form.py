"""Why a case is not taken up: the usual reasons in words that are the same for everybody, and what there is to add."""

from django import forms

from assembly.compact.models import Case

LONGEST = Case._meta.get_field("closed_because").max_length or 0
REASONS = (
    ("other-matter", "It is not about an undertaking of the Compact."),
    ("not-bound", "The other side did not promise what this is about."),
    ("too-long-ago", "It happened too long ago to be looked into fairly."),
    ("elsewhere", "It is being looked at elsewhere."),
    ("again", "It has been looked at before."),
    ("other", "Another reason, which I give below"),
)


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(
        label="Why is it not taken up?",
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose why the case is not taken up.",
            "invalid_choice": "Choose a reason from the list.",
        },
    )
    words = forms.CharField(
        label="In your own words",
        required=False,
        max_length=LONGEST - 200,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The complainant reads it. Say what they can do instead.",
    )

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if self.cleaned_data.get("reason") == "other" and not words.strip():
            raise forms.ValidationError("Say in your own words why the case is not taken up.")
        return words

    def because(self) -> str:
        """Of a form that is valid."""
        said = self.cleaned_data
        reason = "" if said["reason"] == "other" else dict(REASONS)[said["reason"]]
        return " ".join(filter(None, [reason, said["words"].strip()]))
