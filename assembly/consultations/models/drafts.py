"""What was typed and not sent, with the files that wait in it."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from assembly.membership.models import Organisation

from .questions import Question, QuestionSet
from .records import Consultation
from .responses import kept_as


class ResponseDraft(models.Model):
    """What was typed and not sent: one draft of each respondent, which all who may send it see."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="drafts")
    question_set = models.ForeignKey(QuestionSet, models.CASCADE, related_name="drafts")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="response_drafts"
    )
    group_type = models.ForeignKey(
        ContentType, models.CASCADE, null=True, blank=True, related_name="+"
    )
    group_id = models.PositiveIntegerField(null=True, blank=True)
    address_key = models.CharField(max_length=64, blank=True)
    typed = models.JSONField(default=dict, help_text="As the form sent it: lists of texts by name.")
    number = models.PositiveIntegerField(
        default=1, help_text="Counts up at each save, so that two people notice each other."
    )
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "organisation"],
                condition=Q(organisation__isnull=False),
                name="draft_one_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["consultation", "group_type", "group_id"],
                condition=Q(group_id__isnull=False),
                name="draft_one_a_group",
            ),
            models.UniqueConstraint(
                fields=["consultation", "address_key"],
                condition=~Q(address_key=""),
                name="draft_one_an_address",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, group_id=None, address_key="")
                | Q(organisation=None, group_id__isnull=False, address_key="")
                | (Q(organisation=None, group_id=None) & ~Q(address_key="")),
                name="draft_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"Draft {self.pk} for consultation {self.consultation_id}"


class DraftFile(models.Model):
    """A file that waits in a draft. It moves to the answer when the draft is sent."""

    draft = models.ForeignKey(ResponseDraft, models.CASCADE, related_name="files")
    question = models.ForeignKey(Question, models.CASCADE, related_name="+")
    file = models.FileField(upload_to=kept_as)
    file_name = models.CharField(max_length=150)
    size = models.PositiveIntegerField(help_text="In bytes.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "question"], name="draft_file_one_a_question")
        ]

    def __str__(self) -> str:
        return self.file_name
