"""Forms of the returning officer."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from assembly.accounts import offices
from assembly.accounts.models import User
from assembly.core.roles import SCRUTINEER
from assembly.membership.models import Organisation
from assembly.partners.models import Partnership, Seat
from elections.key_statement import KeyStatement, StatementError
from elections.models import Candidate, Contest, Election
from elections.shares import FEWEST_NEEDED, MOST_SHARES
from elections.spread import NONE_OF_THESE, parse_limits, write_limits
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


class AnnouncedElectionForm(ElectionForm):
    """After the notice of election: what is put off, and why."""

    because = forms.CharField(
        label="Why does the timetable change?",
        max_length=300,
        required=False,
        help_text="Public, beside the timetable. What is to come can be moved to later, and nothing else.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NewElectionForm(ElectionForm):
    class Meta(ElectionForm.Meta):
        fields = ["title", "slug", "is_rehearsal", *ElectionForm.Meta.fields[1:]]
        help_texts = {"slug": "Its address: /elections/<slug>/. It never changes."}


class BlueprintForm(forms.Form):
    """Which board an election is for, and when notice of it would be given."""

    partnership = forms.ModelChoiceField(
        Partnership.objects.all(),
        help_text="Its kind decides what is proposed; a county forum has a contest for each district forum.",
    )
    notice_on = forms.DateField(
        label="Day of the notice of election",
        widget=AdminDateInput,
        help_text="The timetable is counted from it, on working days.",
    )


class NoticeForm(forms.Form):
    """When notice of a by-election would be given."""

    notice_on = forms.DateField(label="Day of the notice of election", widget=AdminDateInput)


class ConsentForm(forms.Form):
    """Who would take a vacant seat."""

    agree = forms.MultipleChoiceField(
        label="These still stand, and would take the seat",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, candidates: list[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by_key = {str(candidate.pk): candidate for candidate in candidates}
        agree = cast("forms.MultipleChoiceField", self.fields["agree"])
        agree.choices = [
            (key, f"{candidate}, put forward by {candidate.organisation}")
            for key, candidate in self._by_key.items()
        ]

    @property
    def consenting(self) -> list[Candidate]:
        return [self._by_key[key] for key in self.cleaned_data["agree"]]


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
            "one_seat_an_organisation",
            "spread_by",
            "spread_name",
            "vacancy_rule",
            "second_seat",
            "publication",
            "lot_event",
            "lot_at",
            "lot_numbers",
            "lot_substitute",
            "lot_substitute_at",
        ]
        widgets = {
            "seats": forms.CheckboxSelectMultiple,
            "lot_at": AdminDateTimeInput,
            "lot_substitute_at": AdminDateTimeInput,
        }

    limits = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A group a line, such as: Kennet: at least 1, at most 2. Themes and districts by their names here.",
    )
    field_order = [*Meta.fields[:9], "limits", *Meta.fields[9:]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("limits", write_limits(self.instance.limits))
        seats = cast("forms.ModelMultipleChoiceField[Seat]", self.fields["seats"])
        seats.queryset = Seat.objects.select_related("partnership")  # each says where it is
        # The notice names it; contests from before it did are without.
        self.fields["lot_substitute"].required = self.fields["lot_substitute_at"].required = True

    def clean_limits(self) -> list[dict[str, Any]]:
        try:
            return parse_limits(self.cleaned_data["limits"])
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from None

    def _post_clean(self) -> None:
        """Hand over the limits before Django checks the contest as a whole."""
        self.instance.spread_limits = self.cleaned_data.get("limits", [])
        super()._post_clean()  # type: ignore[misc]  # the stubs leave it out


class ProposedContestForm(ContestForm):
    """A contest as it is proposed; it can be left out."""

    wanted = forms.BooleanField(label="Set up this contest", required=False, initial=True)
    field_order = ["wanted", *ContestForm.field_order]

    def is_left_out(self) -> bool:
        return self.is_bound and f"{self.prefix}-wanted" not in self.data


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


class ScrutineerForm(forms.Form):
    person = forms.ModelChoiceField(
        User.objects.none(), label="Scrutineer", empty_label="Choose a holder of the office"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = cast("forms.ModelChoiceField[User]", self.fields["person"])
        people.queryset = offices.holders(SCRUTINEER).order_by("name", "pk")


class KeyForm(forms.Form):
    needed = forms.IntegerField(
        label="Shares that open the box together",
        min_value=FEWEST_NEEDED,
        max_value=MOST_SHARES,
        initial=FEWEST_NEEDED,
        help_text="Two at least. With two of three, one share may be lost and nobody alone can open the box.",
    )


class StatementForm(forms.Form):
    """What is public of a key that was made on a computer without network."""

    statement = forms.CharField(
        label="Statement of the key",
        max_length=5_000,
        help_text="All that the command printed, from { to }. It holds no share.",
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def clean_statement(self) -> KeyStatement:
        try:
            return KeyStatement.from_text(self.cleaned_data["statement"])
        except StatementError as error:
            raise forms.ValidationError(str(error)) from None


class OpeningForm(forms.Form):
    """As many shares as open the box, typed by their holders one after another. None is written back."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, needed: int) -> None:
        super().__init__(data)
        self.names = [f"share_{place}" for place in range(1, needed + 1)]
        for place, name in enumerate(self.names, 1):
            self.fields[name] = forms.CharField(
                label=f"Share, field {place}",
                max_length=80,
                required=False,  # how many are missing is one sentence, not one for each field
                help_text="Its number, 26 characters and 2 to check them; hyphens, spaces and case do not matter.",
                widget=forms.PasswordInput(
                    render_value=False, attrs={"autocomplete": "off", "spellcheck": "false"}
                ),
            )

    @property
    def typed(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.names]


class VoidForm(forms.Form):
    because = forms.CharField(
        label="Why is the poll void?",
        max_length=500,
        help_text="Public, and mailed to everybody who could vote.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class GroupForm(forms.Form):
    """To which group of the contest's spread a candidate belongs."""

    group = forms.ChoiceField(label="Belongs to", widget=forms.RadioSelect)

    def __init__(self, *args: Any, contest: Contest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = cast("forms.ChoiceField", self.fields["group"])
        group.label = contest.spread_category or "Belongs to"
        names = [*(limit.name for limit in contest.limits), NONE_OF_THESE]
        group.choices = [(name, name) for name in names]


class LotForm(forms.Form):
    seed = forms.CharField(
        label="What the event gave",
        max_length=100,
        help_text="Exactly as everybody can read it, such as 3 17 22 41 42 59.",
    )
    instead = forms.CharField(
        label="If the substitute event gave it, why did the first one not take place?",
        max_length=300,
        required=False,
        help_text="Public. Leave it empty if the first event gave it.",
    )

    def __init__(self, *args: Any, has_substitute: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_substitute:
            del self.fields["instead"]


class LotChangeForm(forms.Form):
    seed = forms.CharField(label="What the event actually gave", max_length=100)
    because = forms.CharField(
        label="Why does the draw change?", max_length=300, help_text="Public, with both numbers."
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
