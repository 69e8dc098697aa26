"""Who watches an election, and what is public of the key that they hold together."""

from django.conf import settings
from django.db import models

from .election import Election


class Scrutineer(models.Model):
    """A person who watches one election: holds a share of its key, repeats the count and signs the result."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="scrutineers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="elections_watched"
    )
    name = models.CharField(max_length=150, help_text="Public, and they are told so.")

    class Meta:
        ordering = ["election", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "user"],
                name="scrutineer_once",
                violation_error_message="This person is a scrutineer of the election already.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class KeyShare(models.Model):
    """What is public of one share of an election's key: who holds it, and its hash. Never the share itself."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="key_shares")
    number = models.PositiveSmallIntegerField()
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    proved_at = models.DateTimeField(
        null=True, blank=True, help_text="When the holder typed it back."
    )

    class Meta:
        ordering = ["election", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "number"],
                name="key_share_number_once",
                violation_error_message="This share has been made already.",
            )
        ]

    def __str__(self) -> str:
        return f"Share {self.number} of {self.election}"
