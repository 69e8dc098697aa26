"""The short forms of a profile, one for each section. Beside every field stands whether the public sees it."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, ClassVar, cast

from django import forms
from django.utils import timezone

from assembly.core.others_changes import NoticesOthers
from assembly.core.widgets import DayInput
from assembly.membership import income, postcodes, profiles, tagging
from assembly.membership.classification import ROLES_IN_WORDS, ActivityField
from assembly.membership.models import (
    ActivityTag,
    District,
    Organisation,
    Theme,
    Ward,
)

PUBLIC = "Public."
NOT_PUBLIC = "Not public."
MOST_PEOPLE = 1_000_000
MOST_HOURS = 10_000_000
SHORT = {"class": "govuk-input--width-10"}


def say_who_sees(form: forms.BaseForm, hidden: frozenset[str] = frozenset()) -> None:
    """Put behind the help of each field whether everybody may read what is entered there."""
    for name, field in form.fields.items():
        field.help_text = f"{field.help_text} {NOT_PUBLIC if name in hidden else PUBLIC}".strip()


class SectionForm(NoticesOthers, forms.Form):
    """One section. `values` are the arguments of the service that keeps it."""

    not_public: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, data: Mapping[str, Any] | None, *, organisation: Organisation) -> None:
        super().__init__(data, initial=self.now(organisation))
        self.organisation = organisation
        say_who_sees(self, self.not_public)

    @staticmethod
    def now(organisation: Organisation) -> dict[str, Any]:
        """What the section says at present."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        return self.cleaned_data


class AboutForm(SectionForm):
    legal_form = forms.ChoiceField(choices=Organisation.LegalForm.choices)
    description = forms.CharField(
        label="What it does",
        help_text="Two or three sentences in your own words.",
        max_length=Organisation._meta.get_field("description").max_length,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    website = forms.URLField(
        required=False,
        max_length=200,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
    )

    @staticmethod
    def now(organisation: Organisation) -> dict[str, Any]:
        return {
            "legal_form": organisation.legal_form,
            "description": organisation.description,
            "website": organisation.website,
        }


class WardsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Ward) -> str:
        return f"{obj.name} ({obj.district})"


class PlacesForm(SectionForm):
    not_public = frozenset({"postcode"})

    districts = forms.ModelMultipleChoiceField(
        District.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    wards = WardsField(
        Ward.objects.select_related("district"),
        label="Wards, if it works in some of a district only",
        help_text="Those of the districts that are saved. If you add a district, save first and come back.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    postcode = forms.CharField(
        required=False,
        max_length=10,
        help_text="Of the place from which it works.",
        widget=forms.TextInput(attrs={**SHORT, "autocomplete": "postal-code"}),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, organisation: Organisation) -> None:
        super().__init__(data, organisation=organisation)
        saved = organisation.districts.values_list("pk", flat=True)
        districts = cast("forms.ModelMultipleChoiceField[District]", self.fields["districts"])
        districts.queryset = District.objects.to_choose(timezone.localdate(), *saved)
        wards = Ward.objects.filter(district__in=organisation.districts.all())
        cast("WardsField", self.fields["wards"]).queryset = wards.select_related("district")
        if not wards.exists():
            del self.fields["wards"]

    @staticmethod
    def now(organisation: Organisation) -> dict[str, Any]:
        profile = profiles.profile_of(organisation)
        return {
            "districts": organisation.districts.all(),
            "wards": [] if profile._state.adding else profile.wards.all(),
            "postcode": organisation.postcode,
        }

    def clean_postcode(self) -> str:
        try:
            return postcodes.tidy(self.cleaned_data["postcode"])
        except postcodes.NotAPostcode as problem:
            raise forms.ValidationError(str(problem)) from problem

    def values(self) -> dict[str, Any]:
        return {"wards": [], **self.cleaned_data}


class WorkForm(SectionForm):
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.filter(retired_on=None), widget=forms.CheckboxSelectMultiple
    )
    roles = forms.MultipleChoiceField(
        label="Which roles does it have in the sector?",
        help_text="One or more.",
        choices=[(role.value, words) for role, words in ROLES_IN_WORDS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one of the three roles."},
    )
    fields_of_activity = forms.MultipleChoiceField(
        help_text="They are mapped to the international classification, so that figures can be compared.",
        choices=ActivityField.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @staticmethod
    def now(organisation: Organisation) -> dict[str, Any]:
        return {
            "themes": organisation.themes.all(),
            "roles": profiles.roles_of(profiles.profile_of(organisation)),
            "fields_of_activity": [one.field for one in organisation.fields.all()],
        }

    def values(self) -> dict[str, Any]:
        kept = {name: self.cleaned_data[name] for name in ("themes", "roles")}
        return {**kept, "fields": self.cleaned_data["fields_of_activity"]}


class TagsField(forms.ModelMultipleChoiceField):
    """Says beside a tag by which word of the description it was found."""

    found: Mapping[int, str] = MappingProxyType({})

    def label_from_instance(self, obj: ActivityTag) -> str:
        found = self.found.get(obj.pk)
        return f"{obj.name} (you write “{found}”)" if found else obj.name


class TagsForm(SectionForm):
    """Tags found in the organisation's own words, those it has, and those whose name holds a searched word."""

    tags = TagsField(
        ActivityTag.objects.none(),
        label="Tick what is right",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, organisation: Organisation, searched: str = ""
    ) -> None:
        super().__init__(data, organisation=organisation)
        in_use = list(ActivityTag.objects.in_use())
        words = f"{organisation.name}\n{organisation.description}"
        found = {one.tag.pk: one.found for one in tagging.suggest(words, in_use)}
        sent = set(self.data.getlist("tags")) if hasattr(self.data, "getlist") else set()
        offered = [
            tag
            for tag in in_use
            if tag.pk in found
            or tag in self.initial["tags"]
            or str(tag.pk) in sent
            or (searched and searched.casefold() in tag.name.casefold())
        ]
        self.suggested = bool(found)
        field = cast("TagsField", self.fields["tags"])
        field.queryset = ActivityTag.objects.filter(pk__in=[tag.pk for tag in offered])
        field.found = found

    @staticmethod
    def now(organisation: Organisation) -> dict[str, Any]:
        profile = profiles.profile_of(organisation)
        return {"tags": [] if profile._state.adding else list(profile.tags.all())}


class IncomeForm(SectionForm):
    ends_on = forms.DateField(
        label="Last day of the financial year",
        help_text="Of your newest accounts.",
        widget=DayInput,
    )
    amount = forms.DecimalField(
        label="Income of that year in pounds",
        help_text="If you know it. It makes the figures of the whole sector better.",
        required=False,
        min_value=Decimal(0),
        max_digits=14,
        decimal_places=2,
        widget=forms.TextInput(attrs={**SHORT, "inputmode": "decimal"}),
    )
    band = forms.ChoiceField(
        label="If you do not know it: about how much?",
        choices=Organisation.IncomeBand.choices,
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None, *, organisation: Organisation) -> None:
        super().__init__(data, organisation=organisation)
        for source in income.Source:
            self.fields[f"share_{source}"] = forms.ChoiceField(
                label=source.label,
                choices=[("", "Not given"), *income.Share.choices],
                required=False,
                initial=self.initial.get(f"share_{source}", ""),
                help_text=f"As a share of that year's income. {PUBLIC}",
            )

    @staticmethod
    def now(organisation: Organisation) -> dict[str, Any]:
        year = organisation.income_years.prefetch_related("shares").first()
        if year is None:
            return {"band": organisation.income_band}
        shares = {f"share_{share.source}": share.share for share in year.shares.all()}
        return {"ends_on": year.ends_on, "amount": year.amount, "band": year.band, **shares}

    def clean_ends_on(self) -> dt.date:
        ends_on: dt.date = self.cleaned_data["ends_on"]
        today = timezone.localdate()
        if ends_on > today:
            raise forms.ValidationError("This year has not ended yet. Give the one before it.")
        if ends_on.year < today.year - 10:
            raise forms.ValidationError(
                "This is more than ten years ago. Give your newest accounts."
            )
        return ends_on

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "amount" in cleaned and cleaned["amount"] is None and not cleaned.get("band"):
            self.add_error("band", "Choose about how much it was, or enter the income above.")
        ruling = income.may_be_shares(self._shares().values())
        if not ruling:
            self.add_error(f"share_{next(iter(self._shares()))}", ruling.reason)
        return cleaned

    def _shares(self) -> dict[str, str]:
        given = {source.value: self.cleaned_data.get(f"share_{source}") for source in income.Source}
        return {source: share for source, share in given.items() if share}

    def values(self) -> dict[str, Any]:
        kept = {name: self.cleaned_data[name] for name in ("ends_on", "amount", "band")}
        return {"report": income.Report(**kept, shares=self._shares())}


class PeopleForm(SectionForm):
    staff = forms.IntegerField(
        label="People employed",
        help_text="However many hours they work. Enter 0 if there are none.",
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={**SHORT, "inputmode": "numeric"}),
    )
    volunteers = forms.IntegerField(
        help_text="With the committee. A good estimate will do.",
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={**SHORT, "inputmode": "numeric"}),
    )
    volunteer_hours = forms.IntegerField(
        label="Hours all volunteers give in a usual week",
        required=False,
        min_value=0,
        max_value=MOST_HOURS,
        widget=forms.TextInput(attrs={**SHORT, "inputmode": "numeric"}),
    )
    counted_on = forms.DateField(label="On which day was that so?", widget=DayInput())

    @staticmethod
    def now(organisation: Organisation) -> dict[str, Any]:
        profile = profiles.profile_of(organisation)
        return {
            "staff": profile.staff,
            "volunteers": profile.volunteers,
            "volunteer_hours": profile.volunteer_hours,
            "counted_on": profile.people_counted_on or timezone.localdate(),
        }

    def clean_counted_on(self) -> dt.date:
        counted_on: dt.date = self.cleaned_data["counted_on"]
        if counted_on > timezone.localdate():
            raise forms.ValidationError("This day is still to come.")
        return counted_on

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("volunteer_hours") and cleaned.get("volunteers") == 0:
            self.add_error(
                "volunteers", "There are hours of volunteers below, and no volunteers here."
            )
        return cleaned
