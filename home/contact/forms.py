"""The forms with which people write, and the answer."""

from typing import Any

from django import forms

from assembly.accounts.models import User
from assembly.core.own_pages import own_address

from .models import ContactMessage

LONGEST = 5_000
IN_NO_LINK = frozenset("?&%")
LISTED = [
    state for state in ContactMessage.State.choices if state[0] not in ContactMessage.NOT_OURS
]


class MessageForm(forms.ModelForm):
    """A message from somebody who gives a name and an address."""

    # Programs fill in every field they find. A person never sees this one, or reads that it is to stay empty.
    website = forms.CharField(
        required=False,
        label="Leave this field empty",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = ContactMessage
        fields = ["name", "email", "text"]
        labels = {
            "name": "Your name",
            "email": "Your e-mail address",
            "text": "Your message",
        }
        help_texts = {
            "email": "We send the answer to this address.",
            "text": "Please send no passwords, codes or receipts of ballots.",
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
            "text": forms.Textarea(attrs={"rows": 8}),
        }
        error_messages = {
            "name": {"required": "Enter your name."},
            "email": {"required": "Enter the e-mail address to which we may answer."},
            "text": {"required": "Write your message."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].max_length = LONGEST  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        """Whoever answers presses a link with this address, in which these characters would add to the mail."""
        email: str = self.cleaned_data["email"]
        if not IN_NO_LINK.isdisjoint(email):
            raise forms.ValidationError(
                "We cannot answer to an e-mail address with ?, & or % in it. Enter another address."
            )
        return email

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


class ContactForm(MessageForm):
    """To the Support Unit, perhaps about the page from which somebody came."""

    class Meta(MessageForm.Meta):
        fields = ["topic", "name", "email", "text", "page"]
        labels = MessageForm.Meta.labels | {"topic": "What is it about?"}
        widgets = {
            **MessageForm.Meta.widgets,
            "topic": forms.RadioSelect(),
            "page": forms.HiddenInput(),
        }
        error_messages = MessageForm.Meta.error_messages | {
            "topic": {"required": "Choose what your message is about."}
        }

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        if user:
            kwargs["initial"] = {"name": user.name, "email": user.email} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        # None is chosen beforehand.
        self.fields["topic"].choices = [  # type: ignore[attr-defined]
            topic
            for topic in ContactMessage.Topic.choices
            if topic[0] not in ContactMessage.TO_A_PERSON
        ]

    def clean_page(self) -> str:
        """Leave out an address that is not a page of this site: nobody typed it."""
        return own_address(self.cleaned_data["page"])


class WriteForm(MessageForm):
    """To a person. We know people who have signed in; anybody else gives an address and confirms it."""

    has_no_stake = forms.BooleanField(
        label="I do not stand in this election and do not write for somebody who does",
        help_text="The group whose convenor you write to is electing somebody. To be fair to every candidate, those "
        "who stand cannot write to its convenor until voting closes.",
        error_messages={
            "required": "Tick the box if you do not stand in the election. If you do, write to the Support Unit."
        },
    )

    class Meta(MessageForm.Meta):
        fields = ["text", "name", "email"]
        help_texts = MessageForm.Meta.help_texts | {
            "email": "The answer will go to this address. We mail you a code first, so that nobody else can write in "
            "your name."
        }

    def __init__(
        self, *args: Any, user: User | None = None, contested: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not contested:
            del self.fields["has_no_stake"]
        if user:
            del self.fields["name"], self.fields["email"]
            self.instance.name, self.instance.email = user.name, user.email


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
    """Narrows the list of messages. One that went to a person is found by its number alone, which they quote."""

    reference = forms.CharField(required=False, label="Number", max_length=12)

    state = forms.ChoiceField(required=False, choices=[("", "All"), *LISTED], label="State")
    handed_to = forms.ChoiceField(
        required=False, choices=[("", "Anybody"), *ContactMessage.Desk.choices], label="With"
    )
    topic = forms.ChoiceField(
        required=False, choices=[("", "Every topic"), *ContactMessage.Topic.choices], label="Topic"
    )
