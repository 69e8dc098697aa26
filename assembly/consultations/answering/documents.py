"""Documents of feedback and decisions: kept like those of pages, and public from the moment their version is."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wagtail.documents.models import Document

from assembly.accounts.models import User
from assembly.consultations.models import Decision, Feedback
from assembly.core.documents import rules, scanning
from assembly.core.documents.elsewhere import Held
from assembly.core.documents.kinds import KINDS
from assembly.core.documents.selectors import collection_of_others


class DocumentField(forms.FileField):
    """A file of the kinds that are published here, without macros and scanned."""

    widget = forms.ClearableFileInput

    def __init__(self, **options: Any) -> None:
        accepted = ",".join(f".{ending}" for ending in KINDS)
        widget = forms.FileInput(attrs={"accept": accepted})
        super().__init__(required=False, widget=widget, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            for ruling in (rules.may_be_taken(file, file.name or ""), scanning.may_be_kept(file)):
                if not ruling:
                    raise forms.ValidationError(ruling.reason)
        return file


def keep(file: Any, title: str, *, by: User) -> Document:
    """As a document of the site; an officer's goes where all that public bodies supply is."""
    document = Document(title=title, file=file, uploaded_by_user=by)
    if not rules.is_of_the_assembly(by):
        document.collection = collection_of_others()
    document._set_document_file_metadata()
    document.save()
    return document


def held_by(document: Document) -> Held | None:
    """The feedback or decision to which it belongs: public if one of its published versions has it."""
    found: list[Feedback | Decision] = [
        *Feedback.objects.filter(report=document).select_related("consultation__page"),
        *Decision.objects.filter(paper=document).select_related("consultation__page"),
    ]
    if not found:
        return None
    one = next((one for one in found if one.is_published), found[0])
    what = "feedback" if isinstance(one, Feedback) else "the decision"
    return Held(f"{what} on “{one.consultation}”", one.is_published)
