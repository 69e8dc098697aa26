"""The open codes, and how many were mailed. Rows of both are forgotten after a day."""

from django.conf import settings
from django.db import models


class MailedCode(models.Model):
    """The code last mailed to a bearer, as a keyed hash, with the tries it has had.

    A row, not the session or the cache: tries are counted by one conditional update, so a hundred guesses sent at
    once are not counted as one.
    """

    purpose = models.CharField(max_length=40)
    bearer = models.CharField(max_length=80)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )
    digest = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["purpose", "bearer"], name="mailed_code_one_a_bearer")
        ]

    def __str__(self) -> str:
        return f"Code for {self.purpose}"


class SentCodes(models.Model):
    """How many codes were mailed for a purpose on account of a person, an organisation or an address."""

    purpose = models.CharField(max_length=40)
    account = models.CharField(max_length=80, help_text="Of an address, a keyed hash.")
    hours = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField()
    number = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "account", "hours"], name="sent_codes_one_count"
            )
        ]

    def __str__(self) -> str:
        return f"Codes for {self.purpose}"
