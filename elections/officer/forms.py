"""Forms of the returning officer."""

from typing import Any, cast

from django import forms

from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from assembly.accounts.models import User
from assembly.membership.models import Organisation
from assembly.partners.models import Seat
from elections.models import Candidate, Contest, Election
from elections.timetable import MILESTONES

INSTANTS = [milestone.field for milestone in MILESTONES]


class ElectionForm(forms.ModelForm):
    class Meta:
        model = Election
        fields = ["title", "purpose", *INSTANTS, "term_starts_on"]
        widgets = {
            **dict.fromkeys(INSTANTS, AdminDateTimeInput),
            "term_starts_on": AdminDateInput,
            "purpose": forms.Textarea(attrs={"rows": 3}),
        }


class NewElectionForm(ElectionForm):
    class Meta(ElectionForm.Meta):
        fields = ["title", "slug", *ElectionForm.Meta.fields[1:]]
        help_texts = {"slug": "Its address: /elections/<slug>/. It never changes."}


class ContestForm(forms.ModelForm):
    class Meta:
        model = Contest
        fields = [
            "title",
            "partnership",
            "seats",
            "electorate",
            "group",
            "district",
            "rule",
            "lot_event",
        ]
        widgets = {"seats": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = cast("forms.ModelMultipleChoiceField[Seat]", self.fields["seats"])
        seats.queryset = Seat.objects.select_related("partnership")  # each says where it is


class CandidateForm(forms.ModelForm):
    """A candidate whose nomination has been ruled valid."""

    organisation_name = forms.CharField(
        label="Put forward by",
        max_length=200,
        help_text="The name of the member organisation, as on the register.",
    )
    account = forms.EmailField(
        label="E-mail address of their account", required=False, help_text="If they have one."
    )

    class Meta:
        model = Candidate
        fields = ["name", "statement", "interests"]
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 8}),
            "interests": forms.Textarea(attrs={"rows": 3}),
        }

    field_order = ["name", "organisation_name", "account", "statement", "interests"]

    def clean_organisation_name(self) -> Organisation:
        name = self.cleaned_data["organisation_name"].strip()
        found = Organisation.objects.members().filter(name__iexact=name).first()
        if found is None:
            raise forms.ValidationError(f"No member organisation is called “{name}”.")
        return found

    def clean_account(self) -> User | None:
        address = self.cleaned_data["account"]
        if not address:
            return None
        found = User.objects.filter(email__iexact=address).first()
        if found is None:
            raise forms.ValidationError("Nobody has an account with this address.")
        return found

    def _post_clean(self) -> None:
        """Hand what was looked up to the candidate before Django checks it as a whole."""
        if found := self.cleaned_data.get("organisation_name"):
            self.instance.organisation = found
        self.instance.user = self.cleaned_data.get("account")
        super()._post_clean()  # type: ignore[misc]  # the stubs leave it out


class ShareForm(forms.Form):
    share = forms.CharField(
        label="Share of the key",
        max_length=80,
        help_text="Its number, 26 characters and 2 to check them; hyphens, spaces and case do not matter.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class LotForm(forms.Form):
    seed = forms.CharField(
        label="What the event gave",
        max_length=100,
        help_text="Exactly as everybody can read it, such as 3 17 22 41 42 59.",
    )


class StrikeForm(forms.Form):
    because = forms.CharField(
        label="Why is it struck from the roll?",
        max_length=300,
        help_text="Everybody who acts for the organisation is told this.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ElectionFilterForm(forms.Form):
    """Narrows the returning officer's list."""

    state = forms.ChoiceField(
        choices=[("", "Every election"), ("running", "Not declared yet"), ("declared", "Declared")],
        required=False,
    )
