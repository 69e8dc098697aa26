"""A file on its way in, and its bytes in parts."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone


class Upload(models.Model):
    """One file, what was found in it, and how far it has come. Its bytes are kept until it is applied or discarded."""

    class State(models.TextChoices):
        RECEIVED = "received", "Being checked"
        CHECKED = "checked", "Checked, not applied"
        ORDERED = "ordered", "Being applied"
        APPLIED = "applied", "Applied"

    kind = models.CharField(max_length=20)
    file_name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField("SHA-256", max_length=64)
    options = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    rows_read = models.PositiveIntegerField(default=0)
    # What the preview found, then what the import did: `kinds.Report` as JSON.
    report = models.JSONField(default=dict, blank=True)
    # Why the file, or the attempt to apply it, was refused.
    refusal = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("uploads:upload", args=[self.kind, self.pk])

    @property
    def is_refused(self) -> bool:
        """Whether it cannot be applied as it is. What was refused as it was chosen can be chosen in another way."""
        return bool(self.refusal) and not self.report.get("choosable")

    @property
    def is_waiting(self) -> bool:
        """Whether the worker has something to do with it."""
        return self.state in {self.State.RECEIVED, self.State.ORDERED}


class UploadPart(models.Model):
    """A megabyte of the file, compressed."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="upload_part_once")
        ]

    def __str__(self) -> str:
        return f"{self.upload}, part {self.number}"
