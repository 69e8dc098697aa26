"""Who watches an election, and what is public of the key that they hold together."""

from typing import Self

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


class KeyShareQuerySet(models.QuerySet["KeyShare"]):
    def usable(self) -> Self:
        return self.filter(lost_at=None)


class KeyShare(models.Model):
    """What is public of one share of an election's key: who holds it, and its hash. Never the share itself."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="key_shares")
    number = models.PositiveSmallIntegerField()
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    proved_at = models.DateTimeField(
        null=True, blank=True, help_text="When the holder showed that they have it."
    )
    lost_at = models.DateTimeField(null=True, blank=True)
    destroyed_at = models.DateTimeField(
        null=True, blank=True, help_text="When the holder said that it is destroyed."
    )

    objects = KeyShareQuerySet.as_manager()

    class Meta:
        ordering = ["election", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "number"],
                name="key_share_number_once",
                violation_error_message="This share has been made already.",
            ),
            models.UniqueConstraint(
                fields=["election", "holder"],
                name="key_share_one_a_holder",
                violation_error_message="Nobody holds two shares of one key.",
            ),
        ]

    def __str__(self) -> str:
        return f"Share {self.number} of {self.election}"


class ReceiptKey(models.Model):
    """The private half of the key that signs an election's receipts, sealed to a secret of the environment.

    In no backup (`elections.apps`), and destroyed with the sealed ballots. The public half stays with the election.
    """

    election = models.OneToOneField(
        Election, models.CASCADE, primary_key=True, related_name="receipt_key"
    )
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"Receipt key of {self.election}"
