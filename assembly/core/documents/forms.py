"""The form of a document in the Wagtail admin, wherever it stands: the list, the chooser, several files at once."""

from typing import Any

from django import forms

from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.models import Document

from . import rules, scanning
from .kinds import KINDS
from .selectors import collection_of_others


class DocumentForm(BaseDocumentForm):
    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        self.comes_from_others = user is not None and not rules.is_of_the_assembly(user)
        if self.comes_from_others:
            self.fields.pop("collection", None)
        if "file" in self.fields:
            self.fields["file"].widget.attrs["accept"] = ",".join(f".{ending}" for ending in KINDS)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            for ruling in (rules.may_be_taken(file, file.name), scanning.may_be_kept(file)):
                if not ruling:
                    raise forms.ValidationError(ruling.reason)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.instance.pk and self.user and {"title", "file"} & set(self.changed_data):
            ruling = rules.may_be_changed(Document.objects.get(pk=self.instance.pk), self.user)
            if not ruling:
                raise forms.ValidationError(ruling.reason)
        return cleaned

    def save(self, commit: bool = True) -> Document:  # noqa: FBT001, FBT002 - as Django calls it
        if self.comes_from_others:
            # Where there is one collection to choose, Wagtail's form takes that one.
            self.collections = [
                self.instance.collection if self.instance.pk else collection_of_others()
            ]
        document: Document = super().save(commit=commit)
        return document
