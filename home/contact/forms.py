"""The form of the contact page, and the answer to it."""

from typing import Any

from django import forms

from assembly.accounts.models import User

from .models import ContactMessage

LONGEST = 5_000


class ContactForm(forms.ModelForm):
    # Programs fill in every field they find. A person never sees this one, or reads that it is to stay empty.
    website = forms.CharField(
        required=False,
        label="Leave this field empty",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = ContactMessage
        fields = ["topic", "name", "email", "text"]
        labels = {
            "topic": "What is it about?",
            "name": "Your name",
            "email": "Your e-mail address",
            "text": "Your message",
        }
        help_texts = {
            "email": "We send the answer to this address.",
            "text": "Please send no passwords, codes or receipts of ballots.",
        }
        widgets = {
            "topic": forms.RadioSelect,
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
            "text": forms.Textarea(attrs={"rows": 8}),
        }
        error_messages = {
            "topic": {"required": "Choose what your message is about."},
            "name": {"required": "Enter your name."},
            "email": {"required": "Enter the e-mail address to which we may answer."},
            "text": {"required": "Write your message."},
        }

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        if user:
            kwargs["initial"] = {"name": user.name, "email": user.email} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = ContactMessage.Topic.choices  # type: ignore[attr-defined]  # none is chosen beforehand
        self.fields["text"].max_length = LONGEST  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > LONGEST:
            raise forms.ValidationError(
                f"Your message has {len(text):,} characters, and {LONGEST:,} are the most we can take. "
                "Shorten it, or write first what it is about."
            )
        return text

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.data.get(self.add_prefix("website")))


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="Answer",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Mailed to whoever wrote, under the name of the Assembly.",
        error_messages={"required": "Write the answer, or close the message without one."},
    )


class HandForm(forms.Form):
    office = forms.ChoiceField(
        label="Who deals with it",
        required=False,
        choices=[("", "the Support Unit"), *ContactMessage.Desk.choices],
        help_text="We tell them, and they answer or close it. It is off your list until you take it back.",
    )


class ListForm(forms.Form):
    """Narrows the list of messages."""

    state = forms.ChoiceField(
        required=False, choices=[("", "All"), *ContactMessage.State.choices], label="State"
    )
    handed_to = forms.ChoiceField(
        required=False, choices=[("", "Anybody"), *ContactMessage.Desk.choices], label="With"
    )
    topic = forms.ChoiceField(
        required=False, choices=[("", "Every topic"), *ContactMessage.Topic.choices], label="Topic"
    )
