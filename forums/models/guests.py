"""Who is in a group without having joined it by themselves: observers, and organisations that are invited."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q

from assembly.membership.models import Organisation
from assembly.partners.models import Officer

from .groups import Group


class ObserverQuerySet(models.QuerySet["Observer"]):
    def on(self, day: dt.date) -> Self:
        """Not ended, and still a contact of a body that exists."""
        officers = Officer.objects.not_over(day).exclude(body__ended_on__lte=day)
        return self.filter(ended_on=None, officer__in=officers).select_related("officer__body")


class Observer(models.Model):
    """An officer of a public body who comes to the meetings of a group. An observer has no vote."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="observers")
    officer = models.ForeignKey(Officer, models.CASCADE, related_name="observes")
    starts_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = ObserverQuerySet.as_manager()

    class Meta:
        ordering = ["group", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "officer"],
                condition=Q(ended_on=None),
                name="observer_once_a_group",
                violation_error_message="This officer observes the group already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer} in the {self.group}"


class GroupInvitation(models.Model):
    """The Support Unit asks an organisation into an advisory group. It is open until used or withdrawn."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="group_invitations")
    invited_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["group", "-invited_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "organisation"],
                condition=Q(ended_on=None),
                name="invitation_to_a_group_once",
                violation_error_message="The organisation is invited already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} to the {self.group}"
