"""Finding help, asking for it, and answering."""

from typing import Any, cast

from django import forms

from assembly.accounts.models import User
from assembly.core.filter_forms import FilterForm
from assembly.membership.classification import Need
from assembly.membership.models import District, Organisation

from .models import Enquiry

LONGEST = 5_000


class FindForm(FilterForm):
    """What help, and where."""

    need = forms.ChoiceField(
        label="I need help with", choices=[("", "Choose a need"), *Need.choices], required=False
    )
    district = forms.ChoiceField(label="Near", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        districts = District.objects.values_list("slug", "name")
        field = cast("forms.ChoiceField", self.fields["district"])
        field.choices = [("", "Everywhere"), *districts]

    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in self.understood.items() if value}


class AskForm(forms.ModelForm):
    """An enquiry. Who has signed in is known; anybody else leaves an address, and confirms it."""

    # Programs fill in every field they find. A person never sees this one, or reads that it is to stay empty.
    website = forms.CharField(
        required=False,
        label="Leave this field empty",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = Enquiry
        fields = ["need", "text", "name", "email"]
        labels = {
            "need": "What do you need help with?",
            "text": "What would you like to know?",
            "name": "Your name",
            "email": "Your e-mail address",
        }
        help_texts = {
            "text": "Say a little about your group. Please send nothing confidential about other people.",
            "email": "The answer will go to this address. We mail you a code first, so that nobody else can write in "
            "your name.",
        }
        widgets = {
            "need": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 8}),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        }
        error_messages = {
            "need": {"required": "Choose what you need help with."},
            "text": {"required": "Write your question."},
            "name": {"required": "Enter your name."},
            "email": {"required": "Enter the e-mail address to which the answer goes."},
        }

    def __init__(
        self, *args: Any, organisation: Organisation, user: User | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation = organisation
        self.fields["need"].choices = [  # type: ignore[attr-defined]
            (offer.need, offer.get_need_display()) for offer in organisation.offers.all()
        ]
        self.user = user
        if user:
            del self.fields["name"], self.fields["email"]
            self.instance.name, self.instance.email = user.name, user.email

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > LONGEST:
            raise forms.ValidationError(
                f"Your question has {len(text):,} characters, and {LONGEST:,} are the most we can take. Shorten it."
            )
        return text

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.data.get(self.add_prefix("website")))


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="Your answer",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Mailed to whoever asked, in the name of your organisation.",
        error_messages={"required": "Write the answer."},
    )


class PassOnForm(forms.Form):
    to = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Give it to another organisation",
        empty_label="Choose one",
        error_messages={"required": "Choose an organisation."},
    )

    def __init__(self, *args: Any, enquiry: Enquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Organisation.objects.public().filter(
            infrastructure=True, offers__need=enquiry.need
        )
        field = cast("forms.ModelChoiceField[Organisation]", self.fields["to"])
        field.queryset = others.exclude(pk=enquiry.organisation_id)


class FollowForm(forms.Form):
    """Narrows the staff's list of enquiries."""

    state = forms.ChoiceField(
        required=False,
        choices=[
            ("late", "For the Support Unit to see to"),
            ("", "All"),
            *(choice for choice in Enquiry.State.choices if choice[0] != "unconfirmed"),
        ],
    )
