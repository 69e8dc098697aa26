"""A message, a file, and why one of them is hidden."""

import hashlib
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from assembly.compact.cases.settling.rules import enters_for_a_person
from assembly.compact.cases.standing import Standing
from assembly.compact.models import CasePiece, Side
from assembly.core.documents import uploads

from . import rules, services
from .services import Written

LONGEST = CasePiece._meta.get_field("words").max_length
LOOK = (
    "Look at what was found in the file. If it can stay in, choose the file again and tick the box."
)


class ReadersForm(forms.Form):
    """Who reads it, and of a person without an account how it came. The first fields are those of what is written."""

    def __init__(self, *args: Any, found: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        if enters_for_a_person(found):
            self.fields["for_person"] = forms.BooleanField(
                label="This comes from the complainant, who has no account", required=False
            )
            self.fields["came_how"] = forms.CharField(
                label="How it came",
                required=False,
                max_length=200,
                help_text="Only for what comes from the complainant. For example: by letter on 3 December 2026.",
            )
        for side in rules.sides_to_choose(found):
            self.fields[f"to_{side.value}"] = forms.BooleanField(
                label=f"{self._name(side)} can read it",
                required=False,
                initial=True,
                help_text=self._when(side),
            )

    def _name(self, side: Side) -> str:
        case = self.found.case
        name = case.complainant if side == Side.COMPLAINANT else str(case.respondent)
        return name[:1].upper() + name[1:]

    def _when(self, side: Side) -> str:
        if side == Side.RESPONDENT and self.found.case.acknowledged_on is None:
            return "Once the case is acknowledged. Until then they do not know of it."
        return "Clear this box if only you and those who work on the case are to read it."

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("for_person") and not cleaned.get("came_how", "").strip():
            self.add_error("came_how", "Say how it came, such as: by letter on 3 December 2026.")
        return cleaned

    def written(self) -> Written:
        """Of a form that is valid."""
        said = self.cleaned_data
        return Written(
            words=said.get("words", ""),
            title=said.get("title", ""),
            readers=frozenset(side for side in Side if said.get(f"to_{side.value}")),
            for_person=said.get("for_person", False),
            came_how=said.get("came_how", ""),
        )


class MessageForm(ReadersForm):
    words = forms.CharField(
        label="Message",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="It stays in the case. Nobody can change it afterwards.",
        error_messages={"required": "Write your message."},
    )


class FileForm(ReadersForm):
    """Comes back with what was found in the file, which counts for this file and no other."""

    title = forms.CharField(
        label="Title",
        max_length=150,
        help_text="What it is, such as “Letter of 3 December 2026”.",
        error_messages={"required": "Enter a title for the file."},
    )
    file = forms.FileField(
        label="File",
        allow_empty_file=True,
        help_text=uploads.WHICH,
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}),
        error_messages={"required": "Choose a file."},
    )
    words = forms.CharField(
        label="What it shows",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    checked = forms.BooleanField(label="Add it all the same", required=False)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    field_order = ("title", "file", "checked", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to_look_at: list[str] = []
        if not (self.is_bound and self.data.get("seen")):
            self._never_mind()

    def _never_mind(self) -> None:
        self.checks = self.fields.pop("checked"), self.fields["seen"]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        name = file.name or ""
        ruling = uploads.may_be_handed_in(file, name, file.size or 0)
        if not ruling:
            raise forms.ValidationError(ruling.reason)
        self.to_look_at = services.to_look_at(file, name)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file = cleaned.get("file")
        if file is None:
            return cleaned
        file.seek(0)
        digest = hashlib.sha256(file.read()).hexdigest()
        file.seek(0)
        is_confirmed = cleaned.get("checked", False) and cleaned.get("seen") == digest
        if self.to_look_at and not is_confirmed:
            self._ask(digest)
        return cleaned

    def _ask(self, digest: str) -> None:
        """Show the box; it is clear, whatever was ticked for another file."""
        if "checked" not in self.fields:
            self.fields["checked"] = self.checks[0]
            self.order_fields(self.field_order)
        data = cast(QueryDict, self.data).copy()
        data["seen"] = digest
        data.pop("checked", None)
        self.data = data
        self.add_error("file", LOOK)


class HideForm(forms.Form):
    """To hide something; of what somebody else hid, to delete it for good."""

    because = forms.CharField(
        label="Why?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody who could read it reads your reason in its place. Do not repeat what it said.",
        error_messages={"required": "Say why you hide it."},
    )
    for_good = forms.BooleanField(
        label="Delete it for good",
        required=False,
        help_text="Only what it is unlawful to keep. Those who work on the case cannot read it any more either.",
        error_messages={"required": "Tick the box to delete it for good. It is hidden already."},
    )

    def __init__(self, *args: Any, may_delete: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if may_delete:
            self.fields["for_good"].required = True
        else:
            del self.fields["for_good"]
