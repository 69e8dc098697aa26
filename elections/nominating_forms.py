"""Turns what a delegate, a candidate or the returning officer typed about a nomination into clean values."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from assembly.membership.models import Organisation

from .models import Election, Nomination
from .photos import read_photo


class NominationForm(forms.ModelForm):
    """Whom an organisation puts forward, and which two others it asks for support."""

    proposer = forms.CharField(
        label="Proposer",
        max_length=200,
        help_text="Another member organisation, by its name on the register. Its delegates are asked to confirm.",
    )
    seconder = forms.CharField(
        label="Seconder",
        max_length=200,
        help_text="A third member organisation. Its delegates are asked to confirm.",
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
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        own = Organisation.objects.filter(pk__in=[each.pk for each in organisations])
        self.fields["organisation"].queryset = own  # type: ignore[attr-defined]
        self.fields["contest"].queryset = election.contests.all()  # type: ignore[attr-defined]
        for field, choices in (("organisation", own), ("contest", election.contests.all())):
            self.fields[field].empty_label = None  # type: ignore[attr-defined]
            self.fields[field].initial = choices.first()

    def clean_proposer(self) -> Organisation:
        return _member(self.cleaned_data["proposer"])

    def clean_seconder(self) -> Organisation:
        return _member(self.cleaned_data["seconder"])


class WordsForm(forms.ModelForm):
    """What the candidate says of themselves. All of it is public once the nomination is valid."""

    new_photo = forms.FileField(
        label="Photo",
        required=False,
        help_text="JPEG, PNG or WebP, up to 8 megabytes. It is cut to a square, the same size for everybody.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    drop_photo = forms.BooleanField(label="Remove the photo I sent before", required=False)

    class Meta:
        model = Nomination
        fields = ["statement", "employer", "funding", "other_seats", "photo_alt"]
        labels = {
            "statement": "Your statement",
            "employer": "Your employer",
            "funding": "Funding received",
            "other_seats": "Other seats you hold",
            "photo_alt": "What the photo shows",
        }
        widgets = {"statement": forms.Textarea(attrs={"rows": 10})}

    field_order = ["statement", "employer", "funding", "other_seats", "new_photo", "photo_alt"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("statement", "employer", "funding", "other_seats"):
            self.fields[name].required = True  # nobody can accept without them
        if not self.instance.photo:
            del self.fields["drop_photo"]

    def clean_new_photo(self) -> ContentFile[bytes] | None:
        upload: UploadedFile | None = self.cleaned_data["new_photo"]
        return read_photo(upload) if upload else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("new_photo") and not (cleaned.get("photo_alt") or "").strip():
            self.add_error("photo_alt", "Say what the photo shows, for people who cannot see it.")
        return cleaned


class NotValidForm(forms.Form):
    because = forms.CharField(
        label="Why is it not valid?",
        max_length=500,
        help_text="The candidate and the three organisations are told this.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _member(name: str) -> Organisation:
    found = Organisation.objects.members().filter(name__iexact=name.strip()).first()
    if found is None:
        raise forms.ValidationError(
            f"No member organisation is called “{name.strip()}”. Look it up on the register."
        )
    return found
