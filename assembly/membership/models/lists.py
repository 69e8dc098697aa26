"""A list of members that existed before the site, on its way in: uploaded, looked through, applied, perhaps undone."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .organisation import Organisation


class MemberList(models.Model):
    """One uploaded CSV file. Its words are kept until it is applied or thrown away, no longer."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", "To be looked through"
        APPLIED = "applied", "Applied"
        UNDONE = "undone", "Undone"

    file_name = models.CharField(max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    # Which of our columns stands in which place of the file; nothing until it is recognised or a person says so.
    columns = models.JSONField(null=True, blank=True)
    # Row -> the answer to “is it the same organisation?”, and what the row was compared with.
    answers = models.JSONField(default=dict, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        verbose_name = "list of members"
        verbose_name_plural = "lists of members"
        permissions = [("take_over_list", "Can take over an existing list of members")]

    def __str__(self) -> str:
        return self.file_name


class ListColumns(models.Model):
    """Which column of a list is which, as a person said: kept for the next file with the same titles."""

    # The fingerprint of the titles in their order; they themselves are the file's.
    titles = models.CharField(max_length=64, unique=True)
    columns = models.JSONField(default=dict)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return ", ".join(self.columns)


class MemberListRow(models.Model):
    """An organisation that came in with a list, and the row in which it stood."""

    member_list = models.ForeignKey(MemberList, models.CASCADE, related_name="rows")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    row = models.PositiveIntegerField()

    class Meta:
        ordering = ["row"]

    def __str__(self) -> str:
        return f"{self.organisation}, row {self.row}"
