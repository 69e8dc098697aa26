"""The three reminders before a membership that nobody confirms runs out."""

from django.db import models
from django.db.models import Q

from .organisation import Organisation


class Reminder(models.Model):
    """That an organisation was reminded to confirm its entry: a row for each, so that none is sent twice.

    `of` is the confirmation it counts from: a new one begins a new row of reminders.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="reminders")
    of = models.DateField()
    number = models.PositiveSmallIntegerField()
    sent_on = models.DateField()

    class Meta:
        ordering = ["organisation", "of", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "of", "number"], name="reminder_sent_once"
            ),
            models.CheckConstraint(condition=Q(number__range=(1, 3)), name="reminder_one_of_three"),
        ]

    def __str__(self) -> str:
        return f"Reminder {self.number} of {self.organisation}"
