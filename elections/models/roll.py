"""The roll: which organisations may vote in a contest, and which have."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q

from assembly.membership.models import Organisation

from .contest import Contest


class RollEntryQuerySet(models.QuerySet["RollEntry"]):
    def marked(self) -> Self:
        """Entries of organisations that have voted."""
        return self.filter(voted_on__isnull=False)

    def on_paper(self) -> Self:
        """Entries whose outer envelope came."""
        return self.filter(channel=RollEntry.Channel.PAPER)

    def to_be_told(self, on: dt.date) -> Self:
        """Those that voted before this day and have not been told so, in the order of organisations."""
        return self.filter(voted_on__lt=on, told_on=None).order_by("organisation_id", "id")


class RollEntry(models.Model):
    """The right of one organisation to one ballot in one contest. Of its vote a day and a channel are kept, no more.

    For a vote on paper the mark says that the envelope came: its ballot is entered later, among others.
    """

    class Channel(models.TextChoices):
        ONLINE = "online", "Online"
        TELEPHONE = "telephone", "By telephone"
        PAPER = "paper", "On paper"

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="roll")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="roll_entries")
    # Moved by elections.services alone.
    voted_on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, blank=True)
    told_on = models.DateField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0, help_text="Sent before it voted.")
    forwarded_on = models.DateField(
        null=True,
        blank=True,
        help_text="When one of its people last asked its voter to vote, before it voted.",
    )
    struck_on = models.DateField(null=True, blank=True)
    struck_because = models.CharField(max_length=300, blank=True)

    objects = RollEntryQuerySet.as_manager()

    class Meta:
        ordering = ["contest", "organisation"]
        verbose_name_plural = "roll entries"
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "organisation"],
                name="roll_organisation_once",
                violation_error_message="The organisation is on this roll already.",
            ),
            models.CheckConstraint(
                condition=Q(struck_on=None) | Q(voted_on=None),
                name="roll_struck_or_voted",
                violation_error_message="A vote that was cast cannot be withdrawn.",
            ),
            models.CheckConstraint(
                condition=Q(channel="") | Q(voted_on__isnull=False),
                name="roll_channel_of_a_vote",
                violation_error_message="Only a vote has a channel.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.contest}"
