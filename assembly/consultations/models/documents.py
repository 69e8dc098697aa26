"""The files of a consultation: each with an accessible version, or the note that it needs none."""

from django.db import models

from modelcluster.fields import ParentalKey
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable


class ConsultationDocument(Orderable):
    """One document on the page of a consultation. It goes through the page's revisions to the Board, as words do."""

    page = ParentalKey(
        "consultations.ConsultationPage", on_delete=models.CASCADE, related_name="documents"
    )
    title = models.CharField(max_length=120, help_text="What people read, such as: the full plan.")
    document = models.ForeignKey(
        get_document_model_string(), models.PROTECT, related_name="+", verbose_name="file"
    )
    accessible_version = models.ForeignKey(
        get_document_model_string(),
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The same in a form that a screen reader can read, such as a tagged PDF or a Word file.",
    )
    is_accessible = models.BooleanField(
        "this file is accessible itself",
        default=False,
        help_text="You checked that it has headings, a reading order and texts for its pictures.",
    )

    class Meta(Orderable.Meta):
        default_permissions = ()
        verbose_name = "document"

    def __str__(self) -> str:
        return self.title

    @property
    def has_accessible_form(self) -> bool:
        return self.is_accessible or self.accessible_version_id is not None
