"""Turns what a delegate, a candidate or the returning officer typed about a nomination into clean values."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from assembly.core import names
from assembly.core.rules import RuleBroken
from assembly.funding.models import Award
from assembly.membership import lookup
from assembly.membership.models import Organisation

from . import declared_awards
from .models import Election, Nomination, Support
from .photos import read_photo

SUPPORTERS = tuple(part.value for part in Support.Part)
NAMES_SHOWN = 10
# What is said of a field that was left empty.
MISSING = {
    "organisation": "Choose the organisation that puts the candidate forward.",
    "contest": "Choose the seats for which you put the candidate forward.",
    "name": "Enter the full name of the candidate.",
    "email": "Enter the e-mail address of the candidate.",
    "proposer": "Enter the name of the member organisation that proposes the candidate.",
    "seconder": "Enter the name of the member organisation that seconds the candidate.",
}


class NominationForm(forms.ModelForm):
    """Whom an organisation puts forward, and which two others it asks for support.

    A name that is not one member's exactly gets a question below it, with the names that may be meant. It is asked of
    what is typed now, so an answer to an earlier name counts for nothing.
    """

    proposer = forms.CharField(
        label="Proposer",
        max_length=200,
        help_text="Type the name of another member organisation, or part of it. We ask its delegates to confirm.",
    )
    seconder = forms.CharField(
        label="Seconder",
        max_length=200,
        help_text="Type the name of a third member organisation. We ask its delegates to confirm.",
    )

    class Meta:
        model = Nomination
        fields = ["organisation", "contest", "name", "email"]
        labels = {"organisation": "Put forward by", "contest": "For"}
        help_texts = {
            "organisation": "",
            "email": "We write to it, and they accept with an account of this address. It is not published.",
        }

    def __init__(
        self,
        *args: Any,
        election: Election,
        organisations: Sequence[Organisation],
        looked_up: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, missing in MISSING.items():
            self.fields[name].error_messages["required"] = missing
        own = Organisation.objects.filter(pk__in=[each.pk for each in organisations])
        self.fields["organisation"].queryset = own  # type: ignore[attr-defined]
        self.fields["contest"].queryset = election.contests.all()  # type: ignore[attr-defined]
        for field, choices in (("organisation", own), ("contest", election.contests.all())):
            self.fields[field].empty_label = None  # type: ignore[attr-defined]
            self.fields[field].initial = choices.first()
        self.meant = {part: self._meant(part, looked_up=looked_up) for part in SUPPORTERS}
        suggestions = reverse("elections:member_names", args=[election.slug])
        for part in SUPPORTERS:
            self.fields[part].widget.attrs["data-suggestions"] = suggestions
        self.order_fields(
            [*self.Meta.fields, *(name for part in SUPPORTERS for name in (part, _which(part)))]
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for part, meant in self.meant.items():
            if which := cleaned.get(_which(part)):
                cleaned[part] = next(one for one in meant if str(one.pk) == which)
            elif _which(part) not in self.fields and meant:
                cleaned[part] = meant[0]
        return cleaned

    def clean_proposer(self) -> str:
        return self._known("proposer")

    def clean_seconder(self) -> str:
        return self._known("seconder")

    def _known(self, part: str) -> str:
        typed: str = self.cleaned_data[part]
        if not self.meant[part]:
            raise forms.ValidationError(
                f"No member organisation is called “{typed}”. Try one word of its name, or look it up on the register."
            )
        return typed

    def _meant(self, part: str, *, looked_up: bool) -> list[Organisation]:
        """The members that may be meant, and the question below the name where it is not the name of one."""
        written = self.data if self.is_bound else self.initial
        typed = str(written.get(part) or "").strip()
        if not typed:
            return []
        meant = lookup.members_meant(typed)
        exact = [one for one in meant if one.name == names.tidy(typed)] or meant
        if len(exact) == 1 and names.folded(exact[0].name) == names.folded(typed):
            self._say(part, f"{exact[0]} is a member of the Assembly.", looked_up)
            return exact
        if not meant:
            self._say(
                part,
                f"No member has a name like “{typed}”. Try one word of it, or look it up on the register.",
                looked_up,
            )
            return []
        more = " If it is not here, type more of its name." if len(meant) > NAMES_SHOWN else ""
        meant = meant[:NAMES_SHOWN]
        ask = f"{_not_one(typed, meant)} Choose one of these, or type another name.{more}"
        self.fields[_which(part)] = forms.ChoiceField(
            label=f"Which organisation is the {part}?",
            choices=_lines(meant),
            widget=forms.RadioSelect,
            error_messages={"required": ask, "invalid_choice": ask},
            help_text=more.strip(),
        )
        return meant

    def _say(self, part: str, words: str, looked_up: bool) -> None:  # noqa: FBT001
        if looked_up:
            self.fields[part].help_text = words


def _which(part: str) -> str:
    return f"{part}_meant"


def _not_one(typed: str, meant: Sequence[Organisation]) -> str:
    if names.folded(meant[0].name) == names.folded(typed):
        return f"Several members are called “{typed}”."
    return f"No member organisation is called “{typed}”."


def _lines(meant: Sequence[Organisation]) -> list[tuple[str, str]]:
    """Each with its name; those that share one with their number or place, too."""
    shared = Counter(names.folded(one.name) for one in meant)
    return [
        (
            str(one.pk),
            f"{one.name}, {one.org_id or one.district_names or one.slug}"
            if shared[names.folded(one.name)] > 1
            else one.name,
        )
        for one in meant
    ]


class AwardsField(forms.ModelMultipleChoiceField):
    """Awards of the funding register, each in the words that voters read."""

    def label_from_instance(self, award: Award) -> str:
        return declared_awards.sentence(award)


class WordsForm(forms.ModelForm):
    """What the candidate says of themselves. All of it is public once the nomination is valid."""

    new_photo = forms.FileField(
        label="Photo",
        required=False,
        help_text="JPEG, PNG or WebP, up to 8 megabytes. It is cut to a square, the same size for everybody.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    drop_photo = forms.BooleanField(label="Remove the photo I sent before", required=False)
    declared_awards = AwardsField(
        Award.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="From the funding register. Tick each award that you declare: voters read it beside your statement.",
    )

    class Meta:
        model = Nomination
        fields = [
            "statement",
            "employer",
            "funding",
            "declared_awards",
            "left_out_because",
            "other_seats",
            "photo_alt",
        ]
        labels = {
            "statement": "Your statement",
            "employer": "Your employer",
            "funding": "Funding received",
            "left_out_because": "Why you leave any of these awards out",
            "other_seats": "Other seats you hold",
            "photo_alt": "What the photo shows, if you send one",
        }
        help_texts = {
            "left_out_because": "For example, it went to another organisation. The returning officer reads this. "
            "Voters do not."
        }
        widgets = {"statement": forms.Textarea(attrs={"rows": 10})}

    field_order = [
        "statement",
        "employer",
        "funding",
        "declared_awards",
        "left_out_because",
        "other_seats",
        "new_photo",
        "photo_alt",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("statement", "employer", "funding", "other_seats", "photo_alt"):
            self.fields[name].is_needed_later = True  # type: ignore[attr-defined]  # rules.may_accept
        if not self.instance.photo:
            del self.fields["drop_photo"]
        self._offer(declared_awards.offered(self.instance))

    def _offer(self, awards: Sequence[Award]) -> None:
        if not awards:
            del self.fields["declared_awards"], self.fields["left_out_because"]
            return
        field = cast("AwardsField", self.fields["declared_awards"])
        offered = Award.objects.filter(pk__in=[award.pk for award in awards])
        field.queryset = offered.order_by("-awarded_on", "-pk")
        field.label = f"Public money that {self.instance.organisation} received"
        for name in ("declared_awards", "left_out_because"):
            self.fields[name].is_needed_later = True  # type: ignore[attr-defined]  # rules.may_accept

    def clean_new_photo(self) -> ContentFile[bytes] | None:
        upload: UploadedFile | None = self.cleaned_data["new_photo"]
        return read_photo(upload) if upload else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("new_photo") and not (cleaned.get("photo_alt") or "").strip():
            self.add_error("photo_alt", "Say what the photo shows, for people who cannot see it.")
        offered = self.fields.get("declared_awards")
        if offered and len(cleaned.get("declared_awards", ())) == len(offered.queryset):  # type: ignore[attr-defined]
            cleaned["left_out_because"] = ""  # nothing is left out
        return cleaned

    def _post_clean(self) -> None:
        """No browser shows a chosen file again."""
        super()._post_clean()  # type: ignore[misc]  # the stubs leave it out
        if self.errors and "new_photo" not in self.errors and self.files.get("new_photo"):
            self.add_error("new_photo", "Choose the photo once more: it was not kept.")


class NotValidForm(forms.Form):
    because = forms.CharField(
        label="Why is it not valid?",
        max_length=500,
        help_text="The candidate and the three organisations are told this.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def member_meant(name: str) -> Organisation | None:
    """The member of this name; where several could be meant, the form lists them."""
    try:
        return lookup.member_called(name)
    except RuleBroken as refusal:
        raise forms.ValidationError(str(refusal)) from None
