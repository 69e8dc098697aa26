"""Who takes part in a group for an organisation that is in it, and what each of them is told."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from assembly.membership.models import Delegate

from .groups import GroupMembership


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def current(self) -> Self:
        """Those who act for an organisation that is in the group: who stops acting for it takes no part any more."""
        return self.filter(
            membership__left_on=None,
            delegate__ended_on=None,
            delegate__organisation=F("membership__organisation"),
        )

    def told_of(self, what: str) -> Self:
        """Those who hear of meetings, or of everything."""
        return self.filter(told__in=Participant.HEAR[Participant.Told(what)])


class Participant(models.Model):
    """A delegate who takes part in a group. Hangs on the delegate, so that it ends, and is forgotten, with them."""

    class Told(models.TextChoices):
        EVERYTHING = "everything", "Everything"
        MEETINGS = "meetings", "Meetings only"
        NOTHING = "nothing", "Nothing"

    # Who hears of what: somebody who wants everything hears of meetings too.
    HEAR = {
        Told.EVERYTHING: (Told.EVERYTHING,),
        Told.MEETINGS: (Told.EVERYTHING, Told.MEETINGS),
        Told.NOTHING: (),
    }

    membership = models.ForeignKey(GroupMembership, models.CASCADE, related_name="participants")
    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="takes_part")
    told = models.CharField(max_length=10, choices=Told.choices, default=Told.EVERYTHING)
    since = models.DateField()

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["membership", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "delegate"],
                name="participant_once_a_membership",
                violation_error_message="This person takes part for the organisation already.",
            ),
            models.CheckConstraint(
                condition=Q(told__in=["everything", "meetings", "nothing"]),
                name="participant_is_told_something_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegate.user} in {self.membership.group}"
