"""A draft text in numbered versions, its passages, and what people say to them."""

from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from . import carrying

LONGEST_TEXT = 100_000
LONGEST_COMMENT = 4_000
LONGEST_NOTE = 300


class DraftText(models.Model):
    """A text of some record, about which people are asked. One record has one."""

    owner_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    owner_id = models.PositiveBigIntegerField()
    owner = GenericForeignKey("owner_type", "owner_id")
    title = models.CharField(max_length=150)
    last_key = models.PositiveIntegerField(
        default=0, help_text="Of a passage, in any version: none is given twice."
    )

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_type", "owner_id"], name="draft_text_one_an_owner"
            )
        ]

    def __str__(self) -> str:
        return self.title


class TextVersion(models.Model):
    """The words of one version. Once somebody has commented on it, it is closed to change."""

    text = models.ForeignKey(DraftText, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    edit = models.PositiveIntegerField(
        default=1, help_text="Counts up at each change before the first comment."
    )
    source = models.TextField(max_length=LONGEST_TEXT)
    put_at = models.DateTimeField()
    put_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    change_note = models.CharField("what is changed", max_length=LONGEST_NOTE, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["text", "number"]
        get_latest_by = "number"
        constraints = [
            models.UniqueConstraint(fields=["text", "number"], name="text_version_number_once"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(change_note=""),
                name="text_version_change_with_note",
                violation_error_message="Say what you changed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text}, version {self.number}"

    @property
    def stamp(self) -> str:
        """Of the words as they are: the form of a comment carries it."""
        return f"{self.number}-{self.edit}"


class Passage(models.Model):
    """A heading, a paragraph or an item of a list, with the keys of what it goes on."""

    version = models.ForeignKey(TextVersion, models.CASCADE, related_name="passages")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(
        max_length=9, choices=[(kind.value, kind.value) for kind in carrying.Kind]
    )
    keys = models.JSONField(help_text="Its own first, then those of passages it took in.")
    words = models.TextField()

    class Meta:
        default_permissions = ()
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="passage_position_once")
        ]

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def key(self) -> int:
        return int(self.keys[0])


class CommentQuerySet(models.QuerySet["PassageComment"]):
    def said_for(self, *who: models.Model) -> Self:
        """By people who speak for one of these records."""
        condition = Q(pk__in=[])
        for one in who:
            kind = ContentType.objects.get_for_model(one)
            condition |= Q(for_type=kind, for_id=one.pk)
        return self.filter(condition)

    def to_publish(self) -> Self:
        """Its author agreed, took nothing back, and it is not hidden."""
        agreed = (PassageComment.Consent.NAMED, PassageComment.Consent.UNNAMED)
        return self.filter(consent__in=agreed, withdrawn_at=None, hidden_at=None)


class PassageComment(models.Model):
    """What somebody said to one passage, with the words it had then. No later version changes it."""

    class Consent(models.TextChoices):
        NAMED = "named", "Yes, with the name"
        UNNAMED = "unnamed", "Yes, without the name"
        NO = "no", "No"

    text = models.ForeignKey(DraftText, models.PROTECT, related_name="comments")
    version = models.ForeignKey(TextVersion, models.PROTECT, related_name="comments")
    key = models.PositiveIntegerField(help_text="Of the passage.")
    passage_words = models.TextField(help_text="What the passage said when the comment was made.")
    words = models.TextField(max_length=LONGEST_COMMENT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    author_name = models.CharField(max_length=200, blank=True)
    for_type = models.ForeignKey(
        ContentType, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    for_id = models.PositiveBigIntegerField(null=True, blank=True)
    for_name = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    consent = models.CharField(max_length=8, choices=Consent.choices)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    hidden_because = models.CharField(max_length=LONGEST_NOTE, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["text", "pk"]
        indexes = [models.Index(fields=["for_type", "for_id"], name="passage_comment_for")]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="passage_comment_says_something"),
            models.CheckConstraint(
                condition=Q(hidden_at=None) | ~Q(hidden_because=""),
                name="passage_comment_hidden_with_reason",
                violation_error_message="Say why it is hidden.",
            ),
        ]

    def __str__(self) -> str:
        return f"Comment {self.pk} on {self.text}"
