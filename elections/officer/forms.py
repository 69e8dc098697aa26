"""Forms with which the returning officer sets an election up: words and dates, contests, candidates, the roll."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.utils import timezone

from assembly.accounts.models import User
from assembly.core.addressed import free_address
from assembly.core.others_changes import NoticesOthers
from assembly.core.templatetags.assembly import short_day
from assembly.core.widgets import DayInput, MomentInput
from assembly.membership.models import District, Organisation, Theme
from assembly.partners.models import Partnership, Seat
from elections import rules
from elections.models import Candidate, Contest, Election
from elections.nominating_forms import member_meant
from elections.spread import INFRASTRUCTURE, NONE_OF_THESE
from elections.timetable import MILESTONES

from .limits import LimitsField

INSTANTS = [milestone.field for milestone in MILESTONES]


class ElectionForm(NoticesOthers, forms.ModelForm):
    class Meta:
        model = Election
        fields = ["title", "purpose", *INSTANTS, "term_starts_on"]
        widgets = {
            **dict.fromkeys(INSTANTS, MomentInput),
            "term_starts_on": DayInput,
            "purpose": forms.Textarea(attrs={"rows": 3}),
        }

    def clean_notice_at(self) -> dt.datetime:
        notice_at: dt.datetime = self.cleaned_data["notice_at"]
        self._ask_about(notice_at)
        return notice_at

    def _ask_about(self, notice_at: dt.datetime) -> None:
        ruling = rules.preparing.notice_is_to_come(Election(notice_at=notice_at), timezone.now())
        if not ruling:
            raise forms.ValidationError(ruling.reason)


class AnnouncedElectionForm(ElectionForm):
    """After the notice of election: what is put off, and why."""

    because = forms.CharField(
        label="Why does the timetable change?",
        max_length=300,
        required=False,
        help_text="Public, beside the timetable. What is to come can be moved to later, and nothing else.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def _ask_about(self, notice_at: dt.datetime) -> None:
        """It has been given."""


class DrawForm(forms.ModelForm):
    """The draw of an announced contest, for when the poll moves past it."""

    class Meta:
        model = Contest
        fields = ["lot_event", "lot_at", "lot_substitute", "lot_substitute_at"]
        widgets = {"lot_at": MomentInput, "lot_substitute_at": MomentInput}

    def _post_clean(self) -> None:
        """The service checks it beside the timetable that the election will have."""
        for field, typed in self.cleaned_data.items():
            setattr(self.instance, field, typed)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lot_substitute"].required = self.fields["lot_substitute_at"].required = True


class NewElectionForm(ElectionForm):
    """Its address is made from its title, or proposed by the template, and never changes."""

    class Meta(ElectionForm.Meta):
        fields = ["title", "is_rehearsal", *ElectionForm.Meta.fields[1:]]

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        self.instance.slug = free_address(Election, self.instance.slug or title)
        if not self.instance.slug:
            raise forms.ValidationError("The title needs a letter or a digit.")
        return title

    def clean(self) -> dict[str, Any]:
        """A button pressed twice would set it up twice, at two addresses."""
        cleaned = super().clean() or self.cleaned_data
        same = {field: cleaned.get(field) for field in ("title", "notice_at")}
        if all(same.values()) and Election.objects.filter(**same).exists():
            raise forms.ValidationError(
                f"There is an election “{same['title']}” with the same notice of election already. Open it from the "
                "list of elections, or change the title of this one."
            )
        return cleaned


class BlueprintForm(forms.Form):
    """Which board an election is for, and when notice of it would be given."""

    partnership = forms.ModelChoiceField(
        Partnership.objects.all(),
        help_text="Its kind decides what is proposed; a county forum has a contest for each district forum.",
    )
    notice_on = forms.DateField(
        label="Day of the notice of election",
        widget=DayInput,
        help_text="The timetable is counted from it, on working days.",
    )


class NoticeForm(forms.Form):
    """When notice of a by-election would be given."""

    notice_on = forms.DateField(label="Day of the notice of election", widget=DayInput)


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


class BoardForm(forms.Form):
    """Whose seats a contest fills: asked first, because the seats to choose from depend on it."""

    partnership = forms.ModelChoiceField(
        Partnership.objects.all(), label="Whose seats are they?", empty_label="Choose a partnership"
    )


class SeatsField(forms.ModelMultipleChoiceField):
    """The seats of one partnership, each with who holds it and until when."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, seat: Seat) -> str:
        today = timezone.localdate()
        holders = [holder for holder in seat.appointments.all() if holder.still_holds_on(today)]
        held = " and ".join(f"{one.name}, until {short_day(one.left_on)}" for one in holders)
        how = "" if seat.is_elected else f", {seat.get_filling_display().lower()}"
        return f"{seat.title} ({held or 'vacant'}{how})"


class ContestForm(NoticesOthers, forms.ModelForm):
    """A contest for seats of the partnership that is set on the instance."""

    seats = SeatsField(Seat.objects.none(), label="Seats to fill")
    limits = LimitsField(
        label="Limits of the spread",
        required=False,
        help_text="For each row, name a theme, a district, “Infrastructure organisations” or what candidates declare. "
        "Leave spare rows empty.",
    )

    class Meta:
        model = Contest
        fields = [
            "title",
            "seats",
            "electorate",
            "group",
            "district",
            "infrastructure",
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
        widgets = {"lot_at": MomentInput, "lot_substitute_at": MomentInput}

    field_order = [*Meta.fields[:10], "limits", *Meta.fields[10:]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("limits", self.instance.limits)
        self.fields["limits"].widget.names = _names_of_groups()
        self._offer_seats()
        # The notice names it; contests from before it did are without.
        self.fields["lot_substitute"].required = self.fields["lot_substitute_at"].required = True

    def _offer_seats(self) -> None:
        board = self.instance.partnership
        seats = cast("forms.ModelMultipleChoiceField[Seat]", self.fields["seats"])
        existing = Seat.objects.existing(timezone.localdate()).for_the_sector()
        existing = existing.filter(partnership=board)
        seats.queryset = existing.prefetch_related("appointments")
        seats.help_text = (
            f"Choose from the seats of {board}."
            if seats.queryset
            else f"{board} has no seats yet. Ask the Support Unit to add them (Partners, then Seats)."
        )

    def _post_clean(self) -> None:
        """Hand over the limits before Django checks the contest as a whole, unless they are wrong by themselves."""
        if "limits" in self.cleaned_data:
            self.instance.limits = self.cleaned_data["limits"]
        super()._post_clean()  # type: ignore[misc]  # the stubs leave it out


def _names_of_groups() -> list[str]:
    """What the limits of a spread can name today, besides what candidates declare."""
    themes = Theme.objects.filter(retired_on=None).values_list("name", flat=True)
    districts = District.objects.filter(ends_on=None).values_list("name", flat=True)
    return [*themes, *districts, INFRASTRUCTURE]


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
        fields = ["name", "statement", "interests", "late_because"]
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 8}),
            "interests": forms.Textarea(attrs={"rows": 3}),
        }

    field_order = ["name", "organisation_name", "account", "statement", "interests"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if timezone.now() < self.instance.contest.election.nominations_close_at:
            del self.fields["late_because"]

    def clean_organisation_name(self) -> Organisation:
        name = self.cleaned_data["organisation_name"].strip()
        found = member_meant(name)
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


class GroupForm(forms.Form):
    """To which group of the contest's spread a candidate belongs."""

    group = forms.ChoiceField(label="Belongs to", widget=forms.RadioSelect)

    def __init__(self, *args: Any, contest: Contest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = cast("forms.ChoiceField", self.fields["group"])
        group.label = contest.spread_category or "Belongs to"
        names = [*(limit.name for limit in contest.limits), NONE_OF_THESE]
        group.choices = [(name, name) for name in names]


class RemovalForm(forms.Form):
    because = forms.CharField(
        label="Why are you removing it from the roll?",
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


class RollSearchForm(forms.Form):
    """Finds an organisation on a roll."""

    q = forms.CharField(label="Name of the organisation", max_length=100, required=False)
