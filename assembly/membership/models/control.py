"""Organisations under common control: they have one vote between them, and one of them holds it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .organisation import Organisation


class VotesThrough(models.Model):
    """That an organisation is controlled by the same people as another one, through which its vote is cast.

    Set by the Support Unit, with the evidence. A holder votes through nobody else, so there are no chains.
    """

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="votes_through")
    holder = models.ForeignKey(
        Organisation, models.PROTECT, related_name="votes_for", verbose_name="vote-holder"
    )
    evidence = models.TextField(max_length=2_000)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    set_on = models.DateField()

    class Meta:
        ordering = ["holder", "organisation"]
        default_permissions = ()
        verbose_name = "common control"
        constraints = [
            models.CheckConstraint(
                condition=~Q(holder=F("organisation")),
                name="votes_through_another",
                violation_error_message="An organisation casts its own vote without this.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} votes through {self.holder}"
